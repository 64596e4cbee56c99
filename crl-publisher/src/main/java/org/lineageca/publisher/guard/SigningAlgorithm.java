package org.lineageca.publisher.guard;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signature algorithm a publication may have, known by every octet of its AlgorithmIdentifier
 * (RFC 4055, RFC 5758, RFC 8410). None uses SHA-1 or MD5.
 *
 * @param keyAlgorithm the JDK's name of what a public key is made with
 * @param name the JDK's name of the signature
 * @param parameters of RSASSA-PSS; null where there are none
 */
record SigningAlgorithm(String keyAlgorithm, String name, @Nullable PSSParameterSpec parameters) {

    private static final Map<Octets, SigningAlgorithm> ALLOWED = allowed();

    private static Map<Octets, SigningAlgorithm> allowed() {
        var allowed = new HashMap<Octets, SigningAlgorithm>();
        allow(allowed, "300a06082a8648ce3d040302", "EC", "SHA256withECDSA");
        allow(allowed, "300a06082a8648ce3d040303", "EC", "SHA384withECDSA");
        allow(allowed, "300a06082a8648ce3d040304", "EC", "SHA512withECDSA");
        allow(allowed, "300d06092a864886f70d01010b0500", "RSA", "SHA256withRSA");
        allow(allowed, "300d06092a864886f70d01010c0500", "RSA", "SHA384withRSA");
        allow(allowed, "300d06092a864886f70d01010d0500", "RSA", "SHA512withRSA");
        allow(allowed, "300506032b6570", "Ed25519", "Ed25519");
        allowPss(allowed, "SHA-256", "01", 32);
        allowPss(allowed, "SHA-384", "02", 48);
        allowPss(allowed, "SHA-512", "03", 64);
        return Map.copyOf(allowed);
    }

    /** The algorithm of a DER AlgorithmIdentifier, if it is allowed. */
    static Optional<SigningAlgorithm> of(Octets identifier) {
        return Optional.ofNullable(ALLOWED.get(identifier));
    }

    /**
     * Whether the signature is of exactly this key over exactly these octets.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    boolean verifies(Octets publicKey, SignedValue signed) {
        return verifies(publicKey, name, signed.toBeSigned(), signed.signature());
    }

    /**
     * The same where SHA-256 of what is signed is known: ECDSA and RSASSA-PKCS1-v1_5 sign the
     * digest, so that a large CRL need not be digested twice.
     */
    boolean verifies(Octets publicKey, SignedValue signed, Octets sha256) {
        return switch (name) {
            case "SHA256withECDSA" ->
                    verifies(publicKey, "NONEwithECDSA", sha256, signed.signature());
            case "SHA256withRSA" -> verifiesPkcs1(publicKey, sha256, signed.signature());
            default -> verifies(publicKey, signed);
        };
    }

    private boolean verifiesPkcs1(Octets publicKey, Octets sha256, Octets value) {
        try {
            return Pkcs1Signature.verifies(key(publicKey), sha256, value.toArray());
        } catch (InvalidKeySpecException ofAnotherKind) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private PublicKey key(Octets publicKey)
            throws InvalidKeySpecException, NoSuchAlgorithmException {
        return KeyFactory.getInstance(keyAlgorithm)
                .generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
    }

    private boolean verifies(Octets publicKey, String name, Octets octets, Octets value) {
        try {
            var signature = Signature.getInstance(name);
            if (parameters != null) {
                signature.setParameter(parameters);
            }
            signature.initVerify(key(publicKey));
            signature.update(octets.buffer());
            return signature.verify(value.toArray());
        } catch (InvalidKeySpecException | InvalidKeyException | SignatureException unusable) {
            // A key of another kind, or a signature value that is not even one: it does not verify.
            return false;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this JDK cannot verify " + this, e);
        }
    }

    private static void allow(
            Map<Octets, SigningAlgorithm> allowed, String identifier, String key, String name) {
        allowed.put(Octets.ofHex(identifier), new SigningAlgorithm(key, name, null));
    }

    /** The hash's parameters are NULL or absent: "MUST accept" both (RFC 4055 2.1). */
    private static void allowPss(
            Map<Octets, SigningAlgorithm> allowed, String hash, String arc, int saltLength) {
        var parameters =
                new PSSParameterSpec(
                        hash,
                        "MGF1",
                        new MGF1ParameterSpec(hash),
                        saltLength,
                        PSSParameterSpec.TRAILER_FIELD_BC);
        var algorithm = new SigningAlgorithm("RSA", "RSASSA-PSS", parameters);
        var oid = "06096086480165030402" + arc;
        allowed.put(pssIdentifier(sequence(oid + "0500"), saltLength), algorithm);
        allowed.put(pssIdentifier(sequence(oid), saltLength), algorithm);
    }

    private static Octets pssIdentifier(String hash, int saltLength) {
        var mgf = sequence("06092a864886f70d010108" + hash);
        var salt = "a2030201%02x".formatted(saltLength);
        var parameters = sequence(tagged("a0", hash) + tagged("a1", mgf) + salt);
        return Octets.ofHex(sequence("06092a864886f70d01010a" + parameters));
    }

    private static String sequence(String content) {
        return tagged("30", content);
    }

    /** Content under 128 octets. */
    private static String tagged(String tag, String content) {
        return tag + "%02x".formatted(content.length() / 2) + content;
    }
}
