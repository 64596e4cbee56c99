/** Tests of the signer through its client, against real tokens. */
@NullMarked
package org.lineageca.hsm;

import org.jspecify.annotations.NullMarked;
