package org.lineageca.ca.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Whether a signature is what was asked for: over exactly these octets, by exactly this key. */
public final class SignatureCheck {

    private SignatureCheck() {}

    /**
     * Looks at a certificate or a CRL.
     *
     * @param der SIGNED{ToBeSigned}
     * @param publicKey DER SubjectPublicKeyInfo of the signer
     * @return what is wrong; empty if nothing
     */
    public static Optional<String> problem(
            Octets der, Octets toBeSigned, SignatureAlgorithm algorithm, Octets publicKey) {
        try {
            var parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
            var value = Octets.of(ASN1BitString.getInstance(parts.getObjectAt(2)).getOctets());
            if (!SignedStructure.assemble(toBeSigned, algorithm, value).equals(der)) {
                return Optional.of("it is not over the octets that were to be signed");
            }
            return isBy(publicKey, algorithm, toBeSigned, value)
                    ? Optional.empty()
                    : Optional.of("its signature does not verify with the signer's public key");
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    /**
     * Whether a bare signature value is by a key.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    public static boolean isBy(
            Octets publicKey, SignatureAlgorithm algorithm, Octets message, Octets value) {
        try {
            var key =
                    KeyFactory.getInstance(algorithm.name().startsWith("RSA") ? "RSA" : "EC")
                            .generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
            var verifier = Signature.getInstance(name(algorithm));
            verifier.initVerify(key);
            verifier.update(message.toArray());
            return verifier.verify(value.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String name(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256 -> "SHA256withECDSA";
            case ECDSA_SHA384 -> "SHA384withECDSA";
            case RSA_PKCS1_SHA256 -> "SHA256withRSA";
            case RSA_PKCS1_SHA384 -> "SHA384withRSA";
            case RSA_PSS_SHA256, RSA_PSS_SHA384 ->
                    throw new IllegalArgumentException(algorithm + " signs nothing here");
        };
    }
}
