/** How fresh CRLs and OCSP signers are. */
@NullMarked
package org.lineageca.console.freshness;

import org.jspecify.annotations.NullMarked;
