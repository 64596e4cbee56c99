package org.lineageca.console.exchange;

import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** The key this installation signs packages with, as far as it can be shown. */
sealed interface OwnKey {

    /**
     * It is there.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    record Present(Octets publicKey) implements OwnKey {

        String pem() {
            return Pem.encode("PUBLIC KEY", publicKey);
        }
    }

    /** It is made by the first ceremony, which was not held yet. */
    record NotMadeYet() implements OwnKey {}

    /**
     * The token that holds it does not answer.
     *
     * @param why sentences
     */
    record OutOfReach(String why) implements OwnKey {}
}
