package org.lineageca.ca.x509;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** AlgorithmIdentifiers of signatures (RFC 4055, RFC 5758), and which one a key signs with. */
public final class SignatureIdentifier {

    private SignatureIdentifier() {}

    /**
     * The algorithm a key of this kind signs with here: the hash matches the strength of the key.
     */
    public static SignatureAlgorithm algorithmFor(KeyAlgorithm key) {
        return switch (key) {
            case P256 -> SignatureAlgorithm.ECDSA_SHA256;
            case P384 -> SignatureAlgorithm.ECDSA_SHA384;
            case RSA2048, RSA3072 -> SignatureAlgorithm.RSA_PKCS1_SHA256;
            case RSA4096 -> SignatureAlgorithm.RSA_PKCS1_SHA384;
        };
    }

    public static AlgorithmIdentifier of(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ECDSA_SHA384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case RSA_PKCS1_SHA256 ->
                    new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case RSA_PKCS1_SHA384 ->
                    new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.sha384WithRSAEncryption, DERNull.INSTANCE);
            case RSA_PSS_SHA256 -> pss(NISTObjectIdentifiers.id_sha256, 32);
            case RSA_PSS_SHA384 -> pss(NISTObjectIdentifiers.id_sha384, 48);
        };
    }

    /** Its DER, for the encoders. */
    public static Octets der(SignatureAlgorithm algorithm) {
        try {
            return Octets.of(of(algorithm).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("no DER for " + algorithm, e);
        }
    }

    private static AlgorithmIdentifier pss(ASN1ObjectIdentifier hash, int saltLength) {
        var hashIdentifier = new AlgorithmIdentifier(hash, DERNull.INSTANCE);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                        hashIdentifier,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hashIdentifier),
                        new ASN1Integer(saltLength),
                        new ASN1Integer(1)));
    }
}
