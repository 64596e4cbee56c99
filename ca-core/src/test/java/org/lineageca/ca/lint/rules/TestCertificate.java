package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

/** A certificate against which nothing can be said, until a test changes something. */
final class TestCertificate {

    static final AlgorithmIdentifier ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    ASN1Encodable version = new DERTaggedObject(true, 0, new ASN1Integer(2));
    BigInteger serial = new BigInteger("5a3c9e1f00112233445566778899aabb", 16);
    AlgorithmIdentifier signature = ECDSA;
    @Nullable AlgorithmIdentifier outer;
    X500Name issuer = new X500Name("C=DE,O=Issuer,CN=Issuing CA");
    ASN1Encodable notBefore = new Time(Date.from(FROM));
    ASN1Encodable notAfter = new Time(Date.from(FROM.plus(Duration.ofDays(90)).minusSeconds(1)));
    X500Name subject = new X500Name("O=Lineage");
    ASN1Encodable key = ec("secp256r1");
    final List<ASN1Encodable> afterKey = new ArrayList<>();
    final List<ASN1Encodable> extensions = new ArrayList<>();

    /** A TLS server's. */
    TestCertificate() {
        put(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20]));
        put(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]));
        put(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        put(Extension.basicConstraints, true, new BasicConstraints(false));
        purposes(KeyPurposeId.id_kp_serverAuth);
        names(dns("www.lineageca.org"));
        policies("2.23.140.1.2.1");
        access(
                new AccessDescription(AccessDescription.id_ad_ocsp, uri("http://ocsp.example.org")),
                new AccessDescription(
                        AccessDescription.id_ad_caIssuers, uri("http://ca.example.org/ca.cer")));
        crl("http://crl.example.org/ca.crl");
    }

    /** A CA's. */
    static TestCertificate ca() {
        var ca = new TestCertificate();
        ca.subject = new X500Name("C=DE,O=Lineage,CN=Another CA");
        ca.put(Extension.basicConstraints, true, new BasicConstraints(0));
        ca.put(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        ca.remove(Extension.extendedKeyUsage);
        ca.remove(Extension.subjectAlternativeName);
        return ca;
    }

    /** Of its kind the only one. */
    void put(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        remove(type);
        add(type, critical, value);
    }

    void add(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        extensions.add(new Extension(type, critical, octets(value).toArray()).toASN1Primitive());
    }

    void remove(ASN1ObjectIdentifier type) {
        extensions.removeIf(each -> ASN1Sequence.getInstance(each).getObjectAt(0).equals(type));
    }

    void purposes(KeyPurposeId... purposes) {
        put(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    void names(GeneralName... names) {
        put(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    void policies(String... policies) {
        put(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(
                        List.of(policies).stream()
                                .map(ASN1ObjectIdentifier::new)
                                .map(PolicyInformation::new)
                                .toArray(PolicyInformation[]::new)));
    }

    void access(AccessDescription... access) {
        put(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(access));
    }

    void crl(String uri) {
        put(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                        new DistributionPoint[] {
                            new DistributionPoint(
                                    new DistributionPointName(new GeneralNames(uri(uri))),
                                    null,
                                    null)
                        }));
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    static SubjectPublicKeyInfo ec(String curve) {
        try {
            return SubjectPublicKeyInfo.getInstance(
                    TestRequests.ec(curve).getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static SubjectPublicKeyInfo rsa(BigInteger modulus, long exponent) {
        try {
            return SubjectPublicKeyInfo.getInstance(
                    KeyFactory.getInstance("RSA")
                            .generatePublic(
                                    new RSAPublicKeySpec(modulus, BigInteger.valueOf(exponent)))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER of the whole; the signature is none. */
    Octets der() {
        var extensionList = new ASN1EncodableVector();
        extensions.forEach(extensionList::add);
        var fields = new ASN1EncodableVector();
        fields.add(version);
        fields.add(new ASN1Integer(serial));
        fields.add(signature);
        fields.add(issuer);
        fields.add(sequence(notBefore, notAfter));
        fields.add(subject);
        fields.add(key);
        afterKey.forEach(fields::add);
        fields.add(new DERTaggedObject(true, 3, new DERSequence(extensionList)));
        return octets(
                sequence(
                        new DERSequence(fields),
                        outer == null ? signature : outer,
                        new DERBitString(new byte[64])));
    }

    static ASN1Sequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    static Octets octets(ASN1Encodable value) {
        try {
            return Octets.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
