package org.lineageca.hsm.pkcs11;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.lineageca.hsm.client.TokenKey;

/**
 * A key the token let us find.
 *
 * @param privateKey a reference to the object on the token
 * @param certificate the holder certificate beside it
 */
record HeldKey(TokenKey key, PrivateKey privateKey, X509Certificate certificate) {}
