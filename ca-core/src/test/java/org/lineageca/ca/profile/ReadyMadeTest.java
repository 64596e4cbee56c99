package org.lineageca.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.issuance.TestContents.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.ExtensionRules;
import org.lineageca.ca.issuance.Purposes;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.issuance.TestContents;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** What each ready-made document makes, byte for byte, and as OpenSSL reads it. */
class ReadyMadeTest {

    private static final String OCSP = "http://ocsp.example";
    private static final Issuer ISSUER = TestContents.issuer("CN=Test CA,O=Example", OCSP);

    /** A case: its golden octets have its name. */
    enum Made {
        ROOT("CA:TRUE", "Certificate Sign, CRL Sign"),
        POLICY_CA("CA:TRUE, pathlen:1", "X509v3 Any Policy", "CRL Distribution Points"),
        ISSUING_CA(
                "Basic Constraints: critical CA:TRUE, pathlen:0",
                "Name Constraints: critical Permitted: DNS:example.org"),
        OCSP_SIGNER("OCSP Signing", "OCSP No Check", "CA Issuers - URI:http://crl.example/"),
        TLS_SERVER(
                "Subject: CN=www.example.org",
                "Key Usage: critical Digital Signature X509v3",
                "Basic Constraints: critical CA:FALSE",
                "Extended Key Usage: TLS Web Server Authentication X509v3",
                "DNS:www.example.org, IP Address:192.0.2.1",
                "URI:http://crl.example/0011223344556677/complete.crl",
                "OCSP - URI:http://ocsp.example/ocsp/0011223344556677",
                "CA Issuers - URI:http://crl.example/0011223344556677/ca.crt"),
        TLS_SERVER_SHORT_LIVED("Not After : Nov 29 07:59:59 2026 GMT", "CA Issuers - URI"),
        SERVICE("DNS:www.example.org", "TLS Web Server Authentication"),
        TLS_CLIENT("Subject: CN=host 7 ", "TLS Web Client Authentication X509v3"),
        OFFICER("Subject: CN=Ada Lovelace ", "TLS Web Client Authentication X509v3"),
        MACHINE("Subject: CN=batch 1 ", "TLS Web Client Authentication X509v3"),
        S_MIME(
                "Key Usage: critical Digital Signature, Key Agreement X509v3",
                "E-mail Protection",
                "email:ada@example.org"),
        CODE_SIGNING("Subject: C=DE, O=Example, CN=Example Publisher ", "Code Signing"),
        /** All that a document can add. */
        ALL_OPTIONS(
                "Subject: O=Example, CN=www.example.org ",
                "Key Usage: critical Digital Signature, Key Agreement X509v3",
                "TLS Web Server Authentication, TLS Web Client Authentication",
                "Policy: 2.23.140.1.2.2",
                "Policy: 1.2.3 CPS: https://www.example.org/cps",
                "TLS Feature: status_request");

        private final String seen;

        Made(String... seen) {
            this.seen = String.join("\n", seen);
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        CertificateContent content() {
            return switch (this) {
                case ROOT -> ca(CertificateTemplate.ROOT_CA, CaConstraints.NONE, null);
                case POLICY_CA ->
                        ca(
                                CertificateTemplate.POLICY_CA,
                                new CaConstraints(1, List.of("2.5.29.32.0"), List.of()),
                                ISSUER);
                case ISSUING_CA ->
                        ca(
                                CertificateTemplate.ISSUING_CA,
                                new CaConstraints(0, List.of(), List.of("example.org")),
                                ISSUER);
                case OCSP_SIGNER -> ca(CertificateTemplate.OCSP_SIGNER, null, ISSUER);
                case TLS_SERVER, TLS_SERVER_SHORT_LIVED, SERVICE ->
                        leaf(
                                "O=unverified,CN=www.example.org",
                                new GeneralName(GeneralName.dNSName, "www.example.org"),
                                new GeneralName(GeneralName.iPAddress, "192.0.2.1"));
                case TLS_CLIENT -> leaf("O=unverified,CN=host 7");
                case OFFICER -> leaf("CN=Ada Lovelace");
                case MACHINE -> leaf("CN=batch 1");
                case S_MIME ->
                        leaf(
                                "CN=Ada Lovelace",
                                new GeneralName(GeneralName.rfc822Name, "ada@example.org"));
                case CODE_SIGNING -> leaf("CN=Example Publisher,O=Example,C=DE");
                case ALL_OPTIONS ->
                        leaf(
                                "CN=www.example.org",
                                new GeneralName(GeneralName.dNSName, "www.example.org"));
            };
        }

        private CertificateProfile profile() {
            return ProfileReader.read(
                            this == ALL_OPTIONS
                                    ? ReadyMade.TLS_SERVER
                                            .yaml()
                                            .replace("    CN:", "    O: {fixed: Example}\n    CN:")
                                            .replace(
                                                    "[digitalSignature]",
                                                    "[digitalSignature, keyEncipherment, keyAgreement]")
                                            .replace("[serverAuth]", "[serverAuth, clientAuth]")
                                            .replace(
                                                    "policies: []",
                                                    "policies: [{oid: 2.23.140.1.2.2}, {oid: 1.2.3, cps: https://www.example.org/cps}]")
                                            .replace("must-staple: no", "must-staple: yes")
                                    : ReadyMade.ofText(text()).orElseThrow().yaml())
                    .profile();
        }

        private CertificateContent leaf(String subject, GeneralName... names) {
            return TestContents.leaf(
                    ISSUER,
                    profile(),
                    TestRequests.request(TestContents.keys(), "SHA256withECDSA", subject, names));
        }

        /** What no profile makes. */
        private static CertificateContent ca(
                CertificateTemplate template,
                @Nullable CaConstraints constraints,
                @Nullable Issuer issuer) {
            return new CertificateContent(
                    ISSUER.identity(),
                    issuer,
                    template.text(),
                    template,
                    TestContents.SERIAL,
                    issuer == null
                            ? ISSUER.identity().name()
                            : DistinguishedName.of("CN=Below,O=Example"),
                    issuer == null
                            ? TestContents.CA_KEY
                            : Octets.of(TestContents.keys().getPublic().getEncoded()),
                    List.of(),
                    constraints,
                    NOW,
                    NOW.plus(Duration.ofDays(30)).minusSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isEncodedByteForByte(Made made) throws IOException {
        assertThat(der(made)).isEqualTo(golden(made.text()));
    }

    @ParameterizedTest
    @EnumSource
    void isReadByOpenSslAsWasMeant(Made made) throws Exception {
        var text = openssl(der(made));
        assertThat(text).contains(made.seen.lines().toList());
        assertThat(text.contains("2.5.29.56") || text.contains("No Revocation Available"))
                .isEqualTo(made == Made.TLS_SERVER_SHORT_LIVED);
        if (made == Made.TLS_SERVER_SHORT_LIVED || made == Made.OCSP_SIGNER) {
            assertThat(text).doesNotContain("CRL Distribution Points", "OCSP - URI");
        }
        assertThat(text).doesNotContain("unverified");
    }

    /** Of those that cannot be changed, too, the document says what is so. */
    @ParameterizedTest
    @EnumSource(
            value = Made.class,
            names = {"ROOT", "POLICY_CA", "ISSUING_CA", "OCSP_SIGNER"})
    void theDocumentOfWhatIsFixedSaysWhatIsSo(Made made) {
        var node =
                YamlNode.read(
                        "profile",
                        ReadyMade.ofText(made.text()).orElseThrow().yaml(),
                        ProfileReader.LARGEST);
        var content = made.content();
        var extensions = content.terms().extensions();
        assertThat(node.child("template").oneOf(CertificateTemplate.class))
                .isEqualTo(content.template());
        assertThat(texts(node.child("key-usage")))
                .isEqualTo(Purposes.keyUsageNames(content.keyUsage()));
        assertThat(texts(node.child("extended-key-usage")))
                .isEqualTo(extensions.purposes().stream().map(Purposes::name).toList());
        var pointers = node.child("pointers");
        assertThat(
                        new ExtensionRules.Pointers(
                                pointers.child("crl").flag(),
                                pointers.child("ocsp").flag(),
                                pointers.child("ca-issuers").flag()))
                .isEqualTo(
                        content.issuer() == null
                                ? new ExtensionRules.Pointers(false, false, false)
                                : extensions.pointers());
    }

    private static List<String> texts(YamlNode list) {
        return list.elements().stream().map(YamlNode::text).toList();
    }

    /** Linted, as all that is signed is; with a signature that is none. */
    private static Octets der(Made made) {
        var content = made.content();
        var linted = CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        assertThat(linted.warnings()).isEmpty();
        return SignedStructure.assemble(
                linted.toBeSigned(),
                SignatureAlgorithm.ECDSA_SHA256,
                Octets.ofHex("3006020101020101"));
    }

    private static Octets golden(String name) throws IOException {
        try (var file =
                Objects.requireNonNull(
                        ReadyMadeTest.class.getResourceAsStream("/profile/" + name + ".der"),
                        name)) {
            return Octets.of(file.readAllBytes());
        }
    }

    /** Its text, each run of white space as one space. */
    private static String openssl(Octets der) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("openssl", "x509", "-inform", "DER", "-noout", "-text")
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(der.toArray());
        }
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.replaceAll("\\s+", " ").replace(" = ", "=");
    }
}
