package org.lineageca.ca.x509;

import java.io.IOException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.lineageca.octets.Octets;

/**
 * Whether an ECDSA signature (FIPS 186-5 6.4.2) is by a key. Bouncy Castle's own classes take less
 * than half the time of the JDK's for P-256, and a proof of possession is the dearest part of what
 * the core does for a certificate.
 */
public final class EcdsaCheck {

    private EcdsaCheck() {}

    /**
     * Whether a signature is by a key.
     *
     * @param digest of the message
     * @param signature ECDSA-Sig-Value in DER (RFC 3279 2.2.3)
     */
    public static boolean isBy(ECPublicKeyParameters key, Octets digest, Octets signature) {
        try {
            var numbers =
                    StandardDSAEncoding.INSTANCE.decode(
                            key.getParameters().getN(), signature.toArray());
            var verifier = new ECDSASigner();
            verifier.init(false, key);
            return verifier.verifySignature(digest.toArray(), numbers[0], numbers[1]);
        } catch (IOException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
