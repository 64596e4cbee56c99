package org.lineageca.ca.exchange;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.octets.Octets;

/** Signatures by exchange keys: ECDSA on P-256 with SHA-256, and nothing else. */
public final class ExchangeVerification {

    /** Its name in manifests. */
    public static final String ALGORITHM = "ECDSA-P256-SHA256";

    /**
     * SubjectPublicKeyInfo of an uncompressed point on P-256, up to the point (RFC 5480 2): another
     * curve, another form of the point and anything added has another beginning or length.
     */
    private static final Octets P256 =
            Octets.ofHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int POINT_OCTETS = 64;

    private ExchangeVerification() {}

    /** Why a key is no exchange key; empty if it is one. */
    public static Optional<String> problem(Octets publicKey) {
        if (publicKey.length() != P256.length() + POINT_OCTETS
                || !publicKey.first(P256.length()).equals(P256)) {
            return Optional.of("an exchange key is an EC key on P-256 in DER, this is another");
        }
        return PublicKeyCheck.problem(publicKey);
    }

    /**
     * Whether the signature over the message is by that key.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     * @param signature DER Ecdsa-Sig-Value
     */
    public static boolean holds(Octets publicKey, Octets message, Octets signature) {
        if (problem(publicKey).isPresent()) {
            return false;
        }
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(
                    KeyFactory.getInstance("EC")
                            .generatePublic(new X509EncodedKeySpec(publicKey.toArray())));
            verifier.update(message.toArray());
            return verifier.verify(signature.toArray());
        } catch (SignatureException | InvalidKeySpecException | InvalidKeyException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no ECDSA", e);
        }
    }
}
