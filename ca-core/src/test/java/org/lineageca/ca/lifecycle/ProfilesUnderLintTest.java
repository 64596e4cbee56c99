package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.rules.ForeignRules;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What is issued here passes the rules for anybody's, with its issuer beside it. */
class ProfilesUnderLintTest {

    private static TestPki pki;

    @BeforeAll
    static void create() {
        pki = new TestPki();
        add(ReadyMade.TLS_CLIENT);
        add(ReadyMade.TLS_SERVER_SHORT_LIVED);
        add(ReadyMade.S_MIME);
        add(ReadyMade.CODE_SIGNING);
        add(ReadyMade.OFFICER);
    }

    private static void add(ReadyMade document) {
        var validity = document == ReadyMade.TLS_SERVER_SHORT_LIVED ? 7 : 30;
        pki.authorities.add(
                ReadyMade.derive(
                        document.text(),
                        document.template(),
                        TestPki.LINEAGE,
                        Duration.ofDays(validity),
                        false),
                pki.clock.instant(),
                ACTOR);
    }

    private static void assertClean(Octets der, @Nullable Octets issuer) {
        assertThat(ForeignRules.examine(der, issuer).findings())
                .extracting(Finding::rule)
                .isEmpty();
    }

    @Test
    void rootAndIssuingCa() {
        var root = pki.root.certificate().der();
        assertClean(root, root);
        assertClean(pki.issuing.certificate().der(), root);
    }

    @Test
    void serverClientAndResponder() throws Exception {
        var issuer = pki.issuing.certificate().der();
        var host = "www.lineageca.org";
        assertClean(
                pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host)).chain().getFirst(),
                issuer);
        for (var pair : new KeyPair[] {TestRequests.rsa(2048), TestRequests.ec("secp384r1")}) {
            var algorithm =
                    pair.getPublic().getAlgorithm().equals("RSA")
                            ? "SHA256withRSA"
                            : "SHA384withECDSA";
            assertClean(
                    pki.issue
                            .issue(
                                    ACTOR,
                                    "tls-server",
                                    TestRequests.request(
                                            pair,
                                            algorithm,
                                            "",
                                            new GeneralName(GeneralName.dNSName, host)))
                            .chain()
                            .getFirst(),
                    issuer);
            assertClean(
                    pki.issue
                            .issue(
                                    ACTOR,
                                    "tls-client",
                                    TestRequests.request(pair, algorithm, "CN=host 7"))
                            .chain()
                            .getFirst(),
                    issuer);
        }
        assertClean(
                pki.delegates
                        .issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30))
                        .der(),
                issuer);
    }

    @Test
    void allThatComesReadyMade() throws Exception {
        var host = new GeneralName(GeneralName.dNSName, "www.lineageca.org");
        var mailbox = new GeneralName(GeneralName.rfc822Name, "ada@lineageca.org");
        for (var pair : new KeyPair[] {TestRequests.rsa(3072), TestRequests.ec("secp256r1")}) {
            var algorithm =
                    pair.getPublic().getAlgorithm().equals("RSA")
                            ? "SHA256withRSA"
                            : "SHA256withECDSA";
            var requests =
                    Map.of(
                            ReadyMade.TLS_SERVER_SHORT_LIVED,
                            TestRequests.request(pair, algorithm, "", host),
                            ReadyMade.S_MIME,
                            TestRequests.request(pair, algorithm, "CN=Ada Lovelace", mailbox),
                            ReadyMade.CODE_SIGNING,
                            TestRequests.request(pair, algorithm, "C=DE,O=Lineage,CN=Lineage"),
                            ReadyMade.OFFICER,
                            TestRequests.request(pair, algorithm, "CN=Ada Lovelace"));
            requests.forEach((document, request) ->
                    assertClean(
                            pki.issue.issue(ACTOR, document.text(), request).chain().getFirst(),
                            pki.issuing.certificate().der()));
        }
    }

    @Test
    void crls() {
        pki.crls.issueForAuthorities(ACTOR, pki.issuing.identity().id());
        assertThat(pki.newestCrls()).isNotEmpty();
        pki.newestCrls().values().forEach(crl -> assertClean(crl, null));
    }

    @Test
    void warningsAreInTheAuditTrail() throws Exception {
        var now = pki.clock.instant();
        var serial = SerialNumber.random(new Random(3));
        var content =
                new CertificateContent(
                        pki.issuing.identity(),
                        pki.issuing.issuer(),
                        "tls-server",
                        CertificateTemplate.TLS_SERVER,
                        serial,
                        DistinguishedName.of("O=One,O=Two"),
                        Octets.of(TestRequests.ec("secp256r1").getPublic().getEncoded()),
                        List.of(new AlternativeName.Dns("www.lineageca.org")),
                        null,
                        now,
                        now.plus(Duration.ofDays(1)));
        assertThat(pki.sign.sign(content, RequestOrigin.of(null, ACTOR)))
                .isInstanceOf(SignCertificate.Outcome.Signed.class);
        assertThat(
                        pki.asOwner()
                                .fetchSingle(
                                        "SELECT details->>'warnings' FROM audit_event WHERE kind = 'CertificateWarned' AND details->>'serial' = '%s'"
                                                .formatted(serial.hex()))
                                .get(0, String.class))
                .startsWith("attributes_not_repeated: ")
                .endsWith("(BR 7.1.4.1)");
    }
}
