/** SoftHSM tokens in folders of their own, for installations without an HSM and for tests. */
@NullMarked
package org.lineageca.hsm.softhsm;

import org.jspecify.annotations.NullMarked;
