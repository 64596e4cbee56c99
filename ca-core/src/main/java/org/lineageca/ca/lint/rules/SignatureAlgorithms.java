package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** What is asked of the algorithm of a signature, whatever is signed. */
final class SignatureAlgorithms {

    private static final Set<ASN1ObjectIdentifier> WEAK =
            Set.of(
                    PKCSObjectIdentifiers.md2WithRSAEncryption,
                    PKCSObjectIdentifiers.md4WithRSAEncryption,
                    PKCSObjectIdentifiers.md5WithRSAEncryption,
                    PKCSObjectIdentifiers.sha1WithRSAEncryption,
                    OIWObjectIdentifiers.sha1WithRSA,
                    X9ObjectIdentifiers.ecdsa_with_SHA1,
                    X9ObjectIdentifiers.id_dsa_with_sha1);
    private static final Set<ASN1ObjectIdentifier> WITH_NULL =
            Set.of(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption);
    private static final Set<ASN1ObjectIdentifier> WITH_NOTHING =
            Set.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                    X9ObjectIdentifiers.ecdsa_with_SHA384,
                    X9ObjectIdentifiers.ecdsa_with_SHA512,
                    EdECObjectIdentifiers.id_Ed25519,
                    EdECObjectIdentifiers.id_Ed448);

    private SignatureAlgorithms() {}

    static Optional<String> weakness(AlgorithmIdentifier algorithm) {
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                && algorithm.getParameters() == null) {
            return Optional.of("RSASSA-PSS without parameters is with SHA-1 (RFC 4055 3.1)");
        }
        var hash =
                algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                        ? RSASSAPSSparams.getInstance(algorithm.getParameters())
                                .getHashAlgorithm()
                                .getAlgorithm()
                        : algorithm.getAlgorithm();
        return WEAK.contains(hash) || hash.equals(OIWObjectIdentifiers.idSHA1)
                ? Optional.of("the signature algorithm " + hash + " is SHA-1, MD5 or older")
                : Optional.empty();
    }

    /** What verifies signatures with a key, of algorithms the JDK knows. */
    static ContentVerifierProvider verifier(SubjectPublicKeyInfo key)
            throws OperatorCreationException {
        return new JcaContentVerifierProviderBuilder().build(key);
    }

    static Optional<String> parameters(AlgorithmIdentifier algorithm) {
        var type = algorithm.getAlgorithm();
        var parameters = algorithm.getParameters();
        if (WITH_NULL.contains(type) && !DERNull.INSTANCE.equals(parameters)) {
            return Optional.of("the parameters of " + type + " are not NULL");
        }
        return WITH_NOTHING.contains(type) && parameters != null
                ? Optional.of(type + " has parameters")
                : Optional.empty();
    }
}
