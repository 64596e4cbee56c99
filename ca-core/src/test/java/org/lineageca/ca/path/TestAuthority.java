package org.lineageca.ca.path;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lineageca.ca.issuance.TestRequests;

/** A name and a key in software: certifies whatever it is asked to, right or wrong. */
public record TestAuthority(String name, KeyPair keys) {

    public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    /**
     * What a certificate is to be like.
     *
     * @param pathLength null for no pathLenConstraint
     * @param permitted the DNS domain its holders are confined to; empty for any
     * @param authorityKey whose key the authorityKeyIdentifier names; its issuer's, if honest
     */
    public record Shape(
            Instant notBefore,
            Instant notAfter,
            @org.jspecify.annotations.Nullable Integer pathLength,
            String permitted,
            TestAuthority authorityKey) {

        Shape until(Instant end) {
            return new Shape(notBefore, end, pathLength, permitted, authorityKey);
        }

        Shape from(Instant begin) {
            return new Shape(begin, notAfter, pathLength, permitted, authorityKey);
        }

        Shape pathLength(int length) {
            return new Shape(notBefore, notAfter, length, permitted, authorityKey);
        }

        Shape permitted(String domain) {
            return new Shape(notBefore, notAfter, pathLength, domain, authorityKey);
        }

        Shape naming(TestAuthority key) {
            return new Shape(notBefore, notAfter, pathLength, permitted, key);
        }
    }

    public static TestAuthority named(String name) {
        try {
            return new TestAuthority(name, TestRequests.ec("secp256r1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten years around {@link #NOW}. */
    Shape usual() {
        return new Shape(
                NOW.minusSeconds(5L * 31_536_000),
                NOW.plusSeconds(5L * 31_536_000),
                null,
                "",
                this);
    }

    public X509Certificate root() {
        return certify(this, usual());
    }

    public X509Certificate certify(TestAuthority subject) {
        return certify(subject, usual());
    }

    X509Certificate certify(TestAuthority subject, Shape shape) {
        try {
            var builder = builder(subject.name, subject.keys, shape);
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    shape.pathLength == null
                            ? new BasicConstraints(true)
                            : new BasicConstraints(shape.pathLength));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            if (!shape.permitted.isEmpty()) {
                var domain = new GeneralName(GeneralName.dNSName, shape.permitted);
                builder.addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(
                                new GeneralSubtree[] {new GeneralSubtree(domain)}, null));
            }
            return sign(builder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate leaf(String host) {
        return leaf(host, usual());
    }

    X509Certificate leaf(String host, Shape shape) {
        try {
            var builder = builder("CN=" + host, TestRequests.ec("secp256r1"), shape);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            return sign(builder);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In force for a week from a day ago on. */
    public X509CRL crl(X509Certificate... revoked) {
        return crl(1, revoked);
    }

    /** The same, with a number. */
    public X509CRL crl(long number, X509Certificate... revoked) {
        try {
            var builder = new X509v2CRLBuilder(dn(name), Date.from(NOW.minusSeconds(86_400)));
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            builder.setNextUpdate(Date.from(NOW.plusSeconds(6 * 86_400)));
            List.of(revoked)
                    .forEach(certificate ->
                            builder.addCRLEntry(
                                    certificate.getSerialNumber(),
                                    Date.from(NOW.minusSeconds(90_000)),
                                    CRLReason.keyCompromise));
            return new JcaX509CRLConverter().getCRL(builder.build(signer()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A chain of CAs, each certified by the one before; the last ones certificate first. */
    static List<X509Certificate> chain(List<TestAuthority> authorities) {
        var chain = new ArrayList<X509Certificate>();
        for (var i = 1; i < authorities.size(); i++) {
            chain.addFirst(authorities.get(i - 1).certify(authorities.get(i)));
        }
        return chain;
    }

    private X509v3CertificateBuilder builder(String subject, KeyPair subjectKeys, Shape shape)
            throws IOException {
        try {
            var extensions = new JcaX509ExtensionUtils();
            return new JcaX509v3CertificateBuilder(
                            dn(name),
                            BigInteger.valueOf(SERIAL.incrementAndGet()),
                            Date.from(shape.notBefore),
                            Date.from(shape.notAfter),
                            dn(subject),
                            subjectKeys.getPublic())
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(subjectKeys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(
                                    shape.authorityKey.keys.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Most specific attribute first (RFC 4514), which Bouncy Castle's own style is not. */
    private static X500Name dn(String name) {
        return new X500Name(RFC4519Style.INSTANCE, name);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }
}
