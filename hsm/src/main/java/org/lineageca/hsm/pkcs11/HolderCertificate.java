package org.lineageca.hsm.pkcs11;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/**
 * The self-signed certificate that lies on the token beside each key.
 *
 * <p>A PKCS #11 key store finds a key by its certificate only. Its subject also carries what we
 * must know of the key wherever the token goes: {@code O=<token>, OU=<purpose>…, CN=<label>}. It
 * says that it is no CA's, and never leaves the signer. {@link HolderCertificates} are these on a
 * token.
 */
final class HolderCertificate {

    private static final Date NEVER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    /** Makes the signature value of a holder certificate from the digest of its contents. */
    interface DigestSignature {
        byte[] sign(SignatureAlgorithm algorithm, byte[] digest) throws GeneralSecurityException;
    }

    private HolderCertificate() {}

    /** Builds the certificate; its signature is the first test of the new key. */
    static X509Certificate of(TokenKey key, Instant now, DigestSignature signature)
            throws GeneralSecurityException {
        var algorithm =
                switch (key.algorithm()) {
                    case P256 -> SignatureAlgorithm.ECDSA_SHA256;
                    case P384 -> SignatureAlgorithm.ECDSA_SHA384;
                    case RSA2048, RSA3072, RSA4096 -> SignatureAlgorithm.RSA_PKCS1_SHA256;
                };
        var name = name(key);
        try {
            var builder =
                    new X509v3CertificateBuilder(
                                    name,
                                    new BigInteger(1, key.handle().keyId().value().toArray()),
                                    Date.from(now),
                                    NEVER,
                                    name,
                                    SubjectPublicKeyInfo.getInstance(
                                            key.handle().publicKey().toArray()))
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false));
            var der = builder.build(new TokenContentSigner(algorithm, signature)).getEncoded();
            return parse(der);
        } catch (IOException e) {
            throw new CertificateException("the holder certificate cannot be encoded", e);
        } catch (UnsignedException e) {
            throw e.cause;
        }
    }

    /** Reads what a certificate on the token says of its key; empty when it is none of ours. */
    static Optional<TokenKey> read(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var labels = values(subject, BCStyle.CN);
        var tokens = values(subject, BCStyle.O);
        var purposes = EnumSet.noneOf(KeyPurpose.class);
        for (var name : values(subject, BCStyle.OU)) {
            Arrays.stream(KeyPurpose.values())
                    .filter(purpose -> purpose.name().equals(name))
                    .forEach(purposes::add);
        }
        var algorithm = algorithm(certificate.getPublicKey());
        if (labels.size() != 1 || tokens.size() != 1 || purposes.isEmpty() || algorithm.isEmpty()) {
            return Optional.empty();
        }
        var publicKey = Octets.of(certificate.getPublicKey().getEncoded());
        return Optional.of(
                new TokenKey(
                        KeyHandle.of(tokens.getFirst(), publicKey),
                        labels.getFirst(),
                        algorithm.get(),
                        purposes));
    }

    private static X500Name name(TokenKey key) {
        var builder = new X500NameBuilder(BCStyle.INSTANCE);
        builder.addRDN(BCStyle.O, key.handle().token());
        key.purposes().stream()
                .sorted()
                .forEach(purpose -> builder.addRDN(BCStyle.OU, purpose.name()));
        return builder.addRDN(BCStyle.CN, key.label()).build();
    }

    private static List<String> values(X500Name name, ASN1ObjectIdentifier type) {
        return Arrays.stream(name.getRDNs(type))
                .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
                .toList();
    }

    private static Optional<KeyAlgorithm> algorithm(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> find(true, rsa.getModulus().bitLength());
            case ECPublicKey ec -> find(false, ec.getParams().getCurve().getField().getFieldSize());
            default -> Optional.empty();
        };
    }

    private static Optional<KeyAlgorithm> find(boolean rsa, int bits) {
        return Arrays.stream(KeyAlgorithm.values())
                .filter(candidate -> candidate.isRsa() == rsa && candidate.bits() == bits)
                .findFirst();
    }

    static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    /** Carries the token's failure through Bouncy Castle, whose interface has none. */
    private static final class UnsignedException extends RuntimeException {

        private final GeneralSecurityException cause;

        UnsignedException(GeneralSecurityException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private record TokenContentSigner(
            SignatureAlgorithm algorithm, DigestSignature signature, ByteArrayOutputStream contents)
            implements ContentSigner {

        TokenContentSigner(SignatureAlgorithm algorithm, DigestSignature signature) {
            this(algorithm, signature, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder()
                    .find(TestMessage.name(algorithm));
        }

        @Override
        public OutputStream getOutputStream() {
            return contents;
        }

        @Override
        public byte[] getSignature() {
            var digest = Octets.of(contents.toByteArray()).digest(algorithm.digest());
            try {
                return signature.sign(algorithm, digest.toArray());
            } catch (GeneralSecurityException e) {
                throw new UnsignedException(e);
            }
        }
    }
}
