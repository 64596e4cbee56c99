package org.lineageca.publisher.testpki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lineageca.publisher.guard.Octets;

/**
 * One generation of an authority.
 *
 * @param signature the JCA name its key signs with
 */
public record TestAuthority(X500Name name, KeyPair keys, String signature) {

    private static final Provider PROVIDER = new BouncyCastleProvider();

    public static TestAuthority create(String commonName) {
        return create(commonName, "EC", 256, "SHA256withECDSA");
    }

    public static TestAuthority create(
            String commonName, String keyAlgorithm, int bits, String signature) {
        try {
            var generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(bits);
            return new TestAuthority(named(commonName), generator.generateKeyPair(), signature);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Another key of the same name. */
    public TestAuthority nextGeneration() {
        return new TestAuthority(name, create("unused").keys(), signature);
    }

    public Octets subject() {
        return der(name);
    }

    public Octets publicKey() {
        return Octets.of(keys.getPublic().getEncoded());
    }

    public String label() {
        return publicKey().sha256().toHex().substring(0, 16);
    }

    public byte[] keyIdentifier() {
        var bits =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())
                        .getPublicKeyData()
                        .getOctets();
        return Octets.of(bits).sha256().slice(0, 20).toArray();
    }

    public Octets selfSigned(Instant notBefore) {
        return certifiedBy(this, notBefore, true);
    }

    /** A certificate over this key. */
    public Octets certifiedBy(TestAuthority issuer, Instant notBefore, boolean ca) {
        var notAfter = notBefore.plus(Duration.ofDays(3650));
        return certifiedBy(issuer, notBefore, notAfter, ca, keyIdentifier());
    }

    public Octets certifiedBy(TestAuthority issuer, Instant notBefore, Instant notAfter) {
        return certifiedBy(issuer, notBefore, notAfter, true, keyIdentifier());
    }

    public Octets certifiedBy(
            TestAuthority issuer,
            Instant notBefore,
            Instant notAfter,
            boolean ca,
            byte[] keyIdentifier) {
        try {
            var builder =
                    new X509v3CertificateBuilder(
                            issuer.name(),
                            new BigInteger(64, new Random(notBefore.toEpochMilli()))
                                    .add(BigInteger.ONE),
                            Date.from(notBefore),
                            Date.from(notAfter),
                            name,
                            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier));
            return Octets.of(builder.build(issuer.signer()).getEncoded());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public ContentSigner signer() {
        return signer(keys.getPrivate(), signature);
    }

    static ContentSigner signer(PrivateKey key, String algorithm) {
        try {
            // Another provider than the one the guard verifies with.
            return new JcaContentSignerBuilder(algorithm).setProvider(PROVIDER).build(key);
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static X500Name named(String commonName) {
        return new X500NameBuilder()
                .addRDN(BCStyle.C, "AT")
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .build();
    }

    static Octets der(ASN1Encodable value) {
        try {
            return Octets.of(value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
