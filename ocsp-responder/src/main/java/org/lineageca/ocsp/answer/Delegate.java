package org.lineageca.ocsp.answer;

import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.ocsp.protocol.DelegateCertificate;

/**
 * Who signs answers for one issuer (RFC 6960 4.2.2.2).
 *
 * @param key on the responder's own token
 */
public record Delegate(DelegateCertificate certificate, KeyHandle key) {

    public Delegate {
        if (!key.publicKey().equals(certificate.publicKey())) {
            throw new IllegalArgumentException(
                    "key " + key.keyId() + " is not the one in the delegate's certificate");
        }
    }
}
