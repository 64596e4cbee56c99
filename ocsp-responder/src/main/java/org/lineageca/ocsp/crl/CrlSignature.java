package org.lineageca.ocsp.crl;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Verifies a signature over what streams by, also over what came before its algorithm was named.
 */
final class CrlSignature implements DerStream.Sink {

    private record Algorithm(String key, String name, @Nullable PSSParameterSpec parameters) {}

    /**
     * By every octet of the AlgorithmIdentifier (RFC 4055, RFC 5758, RFC 8410); none with SHA-1 or
     * MD5.
     */
    private static final Map<Octets, Algorithm> ALLOWED = allowed();

    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private @Nullable Signature signature;

    private static Map<Octets, Algorithm> allowed() {
        var allowed = new HashMap<Octets, Algorithm>();
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

    private static void allow(
            Map<Octets, Algorithm> allowed, String identifier, String key, String name) {
        allowed.put(Octets.ofHex(identifier), new Algorithm(key, name, null));
    }

    private static void allowPss(
            Map<Octets, Algorithm> allowed, String digest, String last, int salt) {
        var hash = "300d060960864801650304020%s0500".formatted(last.substring(1));
        var identifier =
                "304106092a864886f70d01010a3034a00f%sa11c301a06092a864886f70d010108%sa2030201%02x"
                        .formatted(hash, hash, salt);
        var parameters =
                new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1);
        allowed.put(Octets.ofHex(identifier), new Algorithm("RSA", "RSASSA-PSS", parameters));
    }

    @Override
    public void take(byte[] octets, int from, int length) throws UnfitCrlException {
        if (signature == null) {
            early.write(octets, from, length);
            return;
        }
        try {
            signature.update(octets, from, length);
        } catch (SignatureException e) {
            throw new UnfitCrlException("cannot be verified: " + e.getMessage());
        }
    }

    /**
     * Names the algorithm; everything from the beginning on counts.
     *
     * @param identifier DER AlgorithmIdentifier
     * @param publicKey DER SubjectPublicKeyInfo of who should have signed
     */
    void by(Octets identifier, Octets publicKey) throws UnfitCrlException {
        var algorithm = ALLOWED.get(identifier);
        if (algorithm == null) {
            throw new UnfitCrlException(
                    "is signed by an algorithm that is not accepted: " + identifier.toHex());
        }
        try {
            var verification = Signature.getInstance(algorithm.name());
            if (algorithm.parameters() != null) {
                verification.setParameter(algorithm.parameters());
            }
            verification.initVerify(
                    KeyFactory.getInstance(algorithm.key())
                            .generatePublic(new X509EncodedKeySpec(publicKey.toArray())));
            verification.update(early.toByteArray());
            signature = verification;
        } catch (GeneralSecurityException e) {
            throw new UnfitCrlException("is not signed by the issuer's key: " + e.getMessage());
        }
    }

    /** Insists that the signature is over what was taken. */
    void verify(byte[] value, int from, int length) throws UnfitCrlException {
        try {
            if (signature == null || !signature.verify(value, from, length)) {
                throw new UnfitCrlException("is not signed by the issuer's key");
            }
        } catch (SignatureException e) {
            throw new UnfitCrlException("is not signed by the issuer's key: " + e.getMessage());
        }
    }
}
