/**
 * One PKCS #11 v2.40 token by way of SunPKCS11: look-up, generation, signing and destruction of
 * keys. The only place that knows provider types.
 */
@NullMarked
package org.lineageca.hsm.pkcs11;

import org.jspecify.annotations.NullMarked;
