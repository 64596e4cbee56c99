package org.lineageca.ca.issuance;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** A CA of somebody else's, with a key at hand. */
final class TestCa {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private final X500Name name;
    private final KeyPair keys;

    TestCa(String name) {
        this.name = new X500Name(name);
        try {
            this.keys = TestRequests.ec("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An extension; critical, as far as a CA may choose. */
    record Added(ASN1ObjectIdentifier type, ASN1Encodable value) {}

    /** A certificate for this CA by itself or another one. */
    CaCertificate certifiedBy(TestCa issuer, Instant to, Added... extensions) {
        try {
            var builder = issuer.builder(name, to, keys.getPublic());
            if (Arrays.stream(extensions)
                    .noneMatch(each -> each.type.equals(Extension.basicConstraints))) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]));
            for (var extension : extensions) {
                builder.addExtension(extension.type, true, extension.value);
            }
            return CaCertificate.parse(Octets.of(issuer.sign(builder).getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a key that is not asked about. */
    JcaX509v3CertificateBuilder builder(X500Name subject) {
        return builder(subject, TO, keys.getPublic());
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, Instant to, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                name, BigInteger.TEN, Date.from(FROM), Date.from(to), subject, key);
    }

    X509CertificateHolder sign(JcaX509v3CertificateBuilder builder) {
        try {
            return builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
