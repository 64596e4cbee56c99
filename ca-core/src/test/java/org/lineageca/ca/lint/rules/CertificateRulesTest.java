package org.lineageca.ca.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lint.rules.TestCertificate.dns;
import static org.lineageca.ca.lint.rules.TestCertificate.ec;
import static org.lineageca.ca.lint.rules.TestCertificate.rsa;
import static org.lineageca.ca.lint.rules.TestCertificate.sequence;
import static org.lineageca.ca.lint.rules.TestCertificate.uri;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** Each rule finds what breaks it, and no other rule does. */
class CertificateRulesTest {

    /** A modulus of the vulnerable form (CVE-2017-15361), published with its detection tools. */
    private static final String ROCA =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlze9c7qGdjDLVR/ntk+4ZkfMcYsAnmfTFHfe3Xv7jRQqPCXCULtr0y0jG3aRJmEenoXO9uDveqr43gFB9yvAdLEhu0aJqpB7lNZ+yXsvfVp/96dkSN8oWYL/dd9Z7GQOvVniHUY3Xsd7zdw2eYOyHSXhhA2Ttwnj3c1jEYfC0y9q1cU99aL0ogGDqolcOvlkJu+mGb+6+WyboFa1gwRukYxBHZWKiHCt/eihvXsPTzTlXmTXWdGJtA1xZDnCBWuZ90b5R0agXVIESTl0cCyHaQM/tLZmktJIU+Eu7ALBXemPg9kh3SCnYd3/YvDGCtYSXOWthHwlP5CImRBcQaNncQIDAQAB";

    private static final Random RANDOM = new Random(20_261_122);

    /** By rule, what breaks it. */
    private static final Map<String, Consumer<TestCertificate>> BREAKS =
            Map.ofEntries(
                    broken(
                            "version_is_three",
                            it -> it.version = new DERTaggedObject(true, 0, new ASN1Integer(1))),
                    broken(
                            "unique_identifiers_absent",
                            it ->
                                    it.afterKey.add(
                                            new DERTaggedObject(
                                                    false, 1, new DERBitString(new byte[1])))),
                    broken(
                            "encoded_in_der",
                            it -> {
                                it.remove(Extension.keyUsage);
                                it.extensions.add(raw(Extension.keyUsage, true, "0381020780"));
                            }),
                    broken("serial_number_shape", it -> it.serial = BigInteger.TWO.pow(160)),
                    broken("serial_number_room", it -> it.serial = BigInteger.valueOf(12_345)),
                    broken(
                            "signature_hash_is_strong",
                            it ->
                                    it.signature =
                                            new AlgorithmIdentifier(
                                                    PKCSObjectIdentifiers.sha1WithRSAEncryption,
                                                    DERNull.INSTANCE)),
                    broken(
                            "signature_parameters",
                            it ->
                                    it.signature =
                                            new AlgorithmIdentifier(
                                                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                                                    DERNull.INSTANCE)),
                    broken(
                            "signature_algorithms_agree",
                            it ->
                                    it.outer =
                                            new AlgorithmIdentifier(
                                                    X9ObjectIdentifiers.ecdsa_with_SHA384)),
                    broken("issuer_is_named", it -> it.issuer = new X500Name("")),
                    broken("subject_is_named", it -> it.subject = new X500Name("")),
                    broken(
                            "attribute_string_types",
                            it ->
                                    it.subject =
                                            new X500NameBuilder()
                                                    .addRDN(BCStyle.O, new DERBMPString("Lineage"))
                                                    .build()),
                    broken(
                            "attribute_lengths",
                            it -> it.subject = new X500Name("O=" + "x".repeat(65))),
                    broken("attribute_edges", it -> it.subject = new X500Name("O=\\ Lineage")),
                    broken("country_is_two_letters", it -> it.subject = new X500Name("C=de")),
                    broken(
                            "attributes_not_repeated",
                            it -> it.subject = new X500Name("O=One,O=Two")),
                    broken("validity_in_order", it -> it.notAfter = time("2026-10-01T00:00:00Z")),
                    broken(
                            "validity_times",
                            it -> it.notBefore = new DERGeneralizedTime("20261101000000Z")),
                    broken(
                            "key_parameters",
                            it -> {
                                var key = rsa(modulus(2048), 65_537);
                                it.key =
                                        sequence(
                                                new AlgorithmIdentifier(
                                                        PKCSObjectIdentifiers.rsaEncryption),
                                                key.getPublicKeyData());
                            }),
                    broken("rsa_key_size", it -> it.key = rsa(modulus(1024), 65_537)),
                    broken("rsa_exponent", it -> it.key = rsa(modulus(2048), 3)),
                    broken(
                            "ec_curve_is_certified",
                            it -> {
                                // The generator of secp256k1.
                                it.key =
                                        sequence(
                                                new AlgorithmIdentifier(
                                                        X9ObjectIdentifiers.id_ecPublicKey,
                                                        new ASN1ObjectIdentifier("1.3.132.0.10")),
                                                new DERBitString(
                                                        java.util.HexFormat.of()
                                                                .parseHex(
                                                                        "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")));
                            }),
                    broken(
                            "ec_point_is_on_curve",
                            it -> {
                                var key = ec("secp256r1");
                                var point = key.getPublicKeyData().getBytes();
                                point[40] ^= 1;
                                it.key = sequence(key.getAlgorithm(), new DERBitString(point));
                            }),
                    broken(
                            "key_has_no_known_weakness",
                            it ->
                                    it.key =
                                            SubjectPublicKeyInfo.getInstance(
                                                    Base64.getDecoder().decode(ROCA))),
                    broken(
                            "extensions_not_repeated",
                            it -> it.extensions.add(it.extensions.getFirst())),
                    broken(
                            "critical_extensions_known",
                            it ->
                                    it.put(
                                            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                                            true,
                                            DERNull.INSTANCE)),
                    broken(
                            "critical_where_it_must_be",
                            it ->
                                    it.put(
                                            Extension.keyUsage,
                                            false,
                                            new KeyUsage(KeyUsage.digitalSignature))),
                    broken(
                            "not_critical_where_it_must_not_be",
                            it ->
                                    it.put(
                                            Extension.subjectAlternativeName,
                                            true,
                                            new GeneralNames(dns("www.lineageca.org")))),
                    broken(
                            "authority_key_is_named",
                            it -> it.remove(Extension.authorityKeyIdentifier)),
                    broken(
                            "authority_key_only_by_identifier",
                            it ->
                                    it.put(
                                            Extension.authorityKeyIdentifier,
                                            false,
                                            new AuthorityKeyIdentifier(
                                                    new byte[20],
                                                    new GeneralNames(new GeneralName(it.issuer)),
                                                    BigInteger.ONE))),
                    broken(
                            "subject_key_is_named",
                            it -> {
                                become(it, TestCertificate.ca());
                                it.remove(Extension.subjectKeyIdentifier);
                            }),
                    broken(
                            "key_usage_is_set",
                            it -> {
                                become(it, TestCertificate.ca());
                                it.remove(Extension.keyUsage);
                            }),
                    broken(
                            "key_usage_fits_key",
                            it ->
                                    it.put(
                                            Extension.keyUsage,
                                            true,
                                            new KeyUsage(KeyUsage.keyEncipherment))),
                    broken(
                            "certificates_signed_by_cas_only",
                            it ->
                                    it.put(
                                            Extension.keyUsage,
                                            true,
                                            new KeyUsage(
                                                    KeyUsage.digitalSignature
                                                            | KeyUsage.keyCertSign))),
                    broken(
                            "path_length_of_cas_only",
                            it ->
                                    it.put(
                                            Extension.basicConstraints,
                                            true,
                                            sequence(new ASN1Integer(0)))),
                    broken("purposes_of_leaf", it -> it.remove(Extension.extendedKeyUsage)),
                    broken(
                            "purposes_of_server",
                            it ->
                                    it.purposes(
                                            KeyPurposeId.id_kp_serverAuth,
                                            KeyPurposeId.id_kp_codeSigning)),
                    broken(
                            "ocsp_signer_is_only_that",
                            it -> it.purposes(KeyPurposeId.id_kp_OCSPSigning)),
                    broken("alternative_names_not_empty", it -> it.names()),
                    broken(
                            "server_is_named",
                            it -> it.names(dns("www.lineageca.org"), uri("spiffe://a/b"))),
                    broken("dns_name_syntax", it -> it.names(dns("a_b.lineageca.org"))),
                    broken("wildcard_place", it -> it.names(dns("www.*.lineageca.org"))),
                    broken("ip_address_syntax", it -> it.names(ip(5))),
                    broken(
                            "mailbox_syntax",
                            it -> {
                                it.purposes(KeyPurposeId.id_kp_emailProtection);
                                it.names(new GeneralName(GeneralName.rfc822Name, "nobody"));
                            }),
                    broken(
                            "uri_syntax",
                            it -> {
                                it.purposes(KeyPurposeId.id_kp_clientAuth);
                                it.names(uri("nowhere"));
                            }),
                    broken(
                            "common_name_is_alternative_name",
                            it -> it.subject = new X500Name("CN=lineageca.org")),
                    broken(
                            "name_constraints_of_cas_only",
                            it ->
                                    it.put(
                                            Extension.nameConstraints,
                                            true,
                                            new NameConstraints(
                                                    new GeneralSubtree[] {
                                                        new GeneralSubtree(dns("lineageca.org"))
                                                    },
                                                    null))),
                    broken("policies_not_repeated", it -> it.policies("1.2.3", "1.2.3")),
                    broken(
                            "access_by_http",
                            it ->
                                    it.access(
                                            new AccessDescription(
                                                    AccessDescription.id_ad_ocsp,
                                                    uri("https://ocsp.example.org")))),
                    broken(
                            "access_methods",
                            it ->
                                    it.access(
                                            new AccessDescription(
                                                    new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.5"),
                                                    uri("http://example.org")))),
                    broken("crl_by_http", it -> it.crl("ldap://crl.example.org/ca")),
                    broken(
                            "status_is_findable",
                            it -> {
                                it.remove(Extension.cRLDistributionPoints);
                                it.remove(Extension.authorityInfoAccess);
                            }),
                    broken(
                            "no_revocation",
                            it -> it.put(NoRevocation.NO_REV_AVAIL, false, DERNull.INSTANCE)),
                    broken(
                            "poison_is_critical",
                            it -> it.put(TransparencyExtensions.POISON, false, DERNull.INSTANCE)),
                    broken(
                            "poison_or_scts",
                            it -> {
                                it.put(TransparencyExtensions.POISON, true, DERNull.INSTANCE);
                                it.put(
                                        TransparencyExtensions.SCT_LIST,
                                        false,
                                        octets(
                                                "00340032"
                                                        + "00".repeat(33)
                                                        + "0000018f0a0b0c0d00000403"
                                                        + "0003aabbcc"));
                            }),
                    broken(
                            "sct_list_is_well_formed",
                            it -> it.put(TransparencyExtensions.SCT_LIST, false, octets("0000"))),
                    broken("public_validity", it -> it.notAfter = time("2027-05-20T00:00:00Z")),
                    broken("public_host_names", it -> it.names(dns("www.corp.internal"))),
                    broken("public_addresses", it -> it.names(dns("www.lineageca.org"), ip(4))));

    private static DEROctetString octets(String hex) {
        return new DEROctetString(java.util.HexFormat.of().parseHex(hex));
    }

    private static Map.Entry<String, Consumer<TestCertificate>> broken(
            String rule, Consumer<TestCertificate> change) {
        return Map.entry(rule, change);
    }

    private static void become(TestCertificate it, TestCertificate other) {
        it.subject = other.subject;
        it.extensions.clear();
        it.extensions.addAll(other.extensions);
    }

    private static Time time(String text) {
        return new Time(Date.from(Instant.parse(text)));
    }

    /** The first of the addresses that are private. */
    private static GeneralName ip(int octets) {
        var address = new byte[octets];
        address[0] = 10;
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(address));
    }

    private static BigInteger modulus(int bits) {
        return prime(bits / 2).multiply(prime(bits / 2));
    }

    private static BigInteger prime(int bits) {
        return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(bits - 2).nextProbablePrime();
    }

    private static ASN1Sequence raw(ASN1ObjectIdentifier type, boolean critical, String hex) {
        return new DERSequence(
                new org.bouncycastle.asn1.ASN1Encodable[] {
                    type,
                    ASN1Boolean.getInstance(critical),
                    new DEROctetString(java.util.HexFormat.of().parseHex(hex))
                });
    }

    private static Stream<Lint<CertificateFields>> rules() {
        return Stream.concat(CertificateRules.ANY.stream(), CertificateRules.FOREIGN.stream());
    }

    private static Stream<String> names() {
        return rules().map(Lint::name);
    }

    private static List<String> found(TestCertificate certificate) {
        return ForeignRules.examine(certificate.der(), null).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void nothingIsSaidAgainstAnOrdinaryOne() throws IOException {
        assertThat(ForeignRules.examine(new TestCertificate().der(), null).findings()).isEmpty();
        assertThat(ForeignRules.examine(TestCertificate.ca().der(), null).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theRuleFindsWhatBreaksItAndNoOtherDoes(String rule) {
        var certificate = new TestCertificate();
        assertThat(BREAKS).containsKey(rule);
        Objects.requireNonNull(BREAKS.get(rule)).accept(certificate);
        assertThat(found(certificate)).containsExactly(rule);
    }

    @Test
    void aDefaultThatIsWrittenOutIsNoDer() {
        var certificate = new TestCertificate();
        certificate.remove(Extension.subjectKeyIdentifier);
        certificate.extensions.add(raw(Extension.subjectKeyIdentifier, false, "0401aa"));
        assertThat(found(certificate)).containsExactly("encoded_in_der");
    }

    @Test
    void theLongestValidityFollowsTheCalendar() {
        for (var limit :
                Map.of(
                                "2020-08-31T00:00:00Z", 825,
                                "2020-09-01T00:00:00Z", 398,
                                "2026-03-14T23:59:59Z", 398,
                                "2026-03-15T00:00:00Z", 200,
                                "2027-03-15T00:00:00Z", 100,
                                "2029-03-15T00:00:00Z", 47)
                        .entrySet()) {
            var certificate = new TestCertificate();
            var from = Instant.parse(limit.getKey());
            certificate.notBefore = new Time(Date.from(from));
            var last = from.plusSeconds(86_400L * limit.getValue() - 1);
            certificate.notAfter = new Time(Date.from(last));
            assertThat(found(certificate)).as(limit.getKey()).isEmpty();
            certificate.notAfter = new Time(Date.from(last.plusSeconds(1)));
            assertThat(found(certificate)).as(limit.getKey()).containsExactly("public_validity");
        }
    }

    @Test
    void hostNamesAreReadToTheLetter() {
        for (var good :
                List.of(
                        "a.lineageca.org",
                        "*.lineageca.org",
                        "xn--bcher-kva.org",
                        "1.2.lineageca.org")) {
            var certificate = new TestCertificate();
            certificate.names(dns(good));
            assertThat(found(certificate)).as(good).isEmpty();
        }
        for (var bad :
                List.of(
                        "lineageca.org.",
                        "-a.lineageca.org",
                        "a-.lineageca.org",
                        "a..org",
                        "a b.org",
                        "x".repeat(64) + ".org",
                        ("x".repeat(60) + ".").repeat(5) + "org",
                        "bücher.org")) {
            var certificate = new TestCertificate();
            certificate.names(
                    new GeneralName(
                            GeneralName.dNSName, new org.bouncycastle.asn1.DERIA5String(bad)));
            assertThat(found(certificate)).as(bad).containsExactly("dns_name_syntax");
        }
        for (var bad : List.of("*.org", "a.*.org.net", "w*.lineageca.org", "*.*.lineageca.org")) {
            var certificate = new TestCertificate();
            certificate.names(dns(bad));
            assertThat(found(certificate)).as(bad).containsExactly("wildcard_place");
        }
    }

    @Test
    void whatNobodyCanReadIsAFindingAndNoFault() {
        var certificate = new TestCertificate();
        certificate.remove(Extension.certificatePolicies);
        certificate.extensions.add(raw(Extension.certificatePolicies, true, "0101"));
        assertThat(found(certificate)).contains("encoded_in_der", "policies_not_repeated");
    }

    @Test
    void anyOctetOfACertificateMayBeWrongAndEveryoneIsAnswered() {
        var der = new TestCertificate().der().toArray();
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++) {
            var broken = der.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            try {
                ForeignRules.examine(org.lineageca.octets.Octets.of(broken), null);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("");
            }
        }
    }
}
