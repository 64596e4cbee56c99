/** How fresh CRLs and OCSP signers are, and which CRLs are issued when. */
@NullMarked
package org.lineageca.console.freshness;

import org.jspecify.annotations.NullMarked;
