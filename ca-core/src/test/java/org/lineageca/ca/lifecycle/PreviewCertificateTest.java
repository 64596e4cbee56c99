package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.caa.CaaIdentities;
import org.lineageca.ca.caa.CaaUnansweredException;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.decoding.DecodedField;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.PreviewCertificate.Foreseen;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.log.AskLogs;
import org.lineageca.octets.Octets;

/** What would be issued, on a real PostgreSQL, in which nothing is left behind. */
class PreviewCertificateTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);

    private static TestPki pki;
    private int signed;
    private long before;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    /** What is there from here on stays as it is. */
    @BeforeEach
    void remember() {
        signed = pki.signer.digests().size();
        before = rows();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(rows()).isEqualTo(before);
        assertThat(pki.signer.digests()).hasSize(signed);
    }

    private long rows() {
        return pki.asOwner()
                .fetchSingle(
                        """
                        SELECT (SELECT count(*) FROM certificate) + (SELECT count(*) FROM audit_event)
                            + (SELECT count(*) FROM blocked_key) + (SELECT count(*) FROM rsa_modulus)
                            + (SELECT count(*) FROM act)
                        """)
                .get(0, Long.class);
    }

    private PreviewCertificate previews(CheckCaa caa) {
        return new PreviewCertificate(
                new PrepareCertificate(
                        pki.authorities,
                        pki.perform,
                        new AdmitRequest(pki.guard, pki.screen, caa),
                        pki.clock,
                        new SecureRandom()),
                pki.certificates,
                new SignLogged(
                        pki.certificates,
                        pki.precertificates,
                        pki.authorities,
                        new AskLogs(LogList.NONE, pki.logAnswers, pki.clock),
                        pki.signing,
                        pki.clock),
                pki.signing,
                pki.clock);
    }

    private Foreseen preview(String profile, Octets request) {
        return previews(CheckCaa.notConfigured()).preview(FIRST, profile, request);
    }

    private Foreseen preview(Octets request) {
        return preview("tls-server", request);
    }

    private void profile(String name, String from, String to) {
        var yaml =
                ReadyMade.derive(
                                name,
                                CertificateTemplate.TLS_SERVER,
                                TestPki.LINEAGE,
                                Duration.ofDays(30),
                                false)
                        .yaml();
        assertThat(yaml).contains(from);
        pki.authorities.add(ProfileReader.read(yaml.replace(from, to)), pki.clock.instant(), ACTOR);
        remember();
    }

    private static Octets request(KeyPair pair, String algorithm, String subject, String host) {
        return TestRequests.request(
                pair, algorithm, subject, new GeneralName(GeneralName.dNSName, host));
    }

    @Test
    void whatIsShownIsWhatIsThenIssued() {
        var request = TestRequests.server("shown.example");
        var foreseen = preview(request);

        assertThat(foreseen.isIssuable()).isTrue();
        assertThat(foreseen.refusals()).isEmpty();
        assertThat(foreseen.profile().version()).isOne();
        assertThat(foreseen.issuer()).isEqualTo(pki.issuing.identity());
        var shown = DecodedCertificate.toBeSigned(foreseen.toBeSigned());
        var issued = pki.issue.issue(FIRST, "tls-server", request);
        assertThat(DecodedCertificate.of(issued.chain().getFirst()).fields())
                .containsAll(shown)
                .filteredOn(field -> field.topic() != DecodedField.Topic.CERTIFICATE)
                .hasSize(shown.size() - 1);
        remember();
    }

    @Test
    void aRequestThatWasAnsweredIsToldSoWithTheContentBesideIt() {
        var request = TestRequests.server("twice.example");
        var issued = pki.issue.issue(FIRST, "tls-server", request);
        remember();
        var foreseen = preview(request);
        assertThat(foreseen.isIssuable()).isFalse();
        assertThat(foreseen.refusals())
                .singleElement()
                .asString()
                .contains(issued.serial().hex(), "answered before");
        assertThat(foreseen.toBeSigned().length()).isPositive();
    }

    @Test
    void aBlockedKeyAndWhatTheDnsSaysAreToldTogether() throws Exception {
        profile("public", "caa: no", "caa: yes");
        var pair = TestRequests.ec("secp256r1");
        pki.blockKeys.block(
                FIRST, Octets.of(pair.getPublic().getEncoded()).sha256(), "found on a file share");
        remember();
        var dns =
                new CheckCaa(
                        new CaaIdentities(Set.of("ca.example.net")),
                        domain -> {
                            throw new CaaUnansweredException(domain, "the cable is cut");
                        },
                        Duration.ofSeconds(5));
        var foreseen =
                previews(dns)
                        .preview(
                                FIRST,
                                "public",
                                request(pair, "SHA256withECDSA", "", "both.example"));
        assertThat(foreseen.refusals())
                .hasSize(2)
                .anySatisfy(why -> assertThat(why).contains("found on a file share"))
                .anySatisfy(why -> assertThat(why).contains("the cable is cut"));
    }

    /** Issuing blocks both: whoever only looks does not. */
    @Test
    void aSharedPrimeIsFoundAndNothingIsBlocked() throws Exception {
        var pair = TestRequests.rsa(2048);
        pki.issue.issue(FIRST, "tls-server", request(pair, "SHA256withRSA", "", "first.example"));
        // As another key with the same primes: its own SHA-256 is not known.
        pki.asOwner()
                .execute(
                        "UPDATE rsa_modulus SET spki_sha256 = decode(repeat('ab', 32), 'hex') WHERE spki_sha256 = {0}",
                        org.jooq.impl.DSL.val(
                                Octets.of(pair.getPublic().getEncoded()).sha256().toArray()));
        remember();
        var foreseen = preview(request(pair, "SHA256withRSA", "", "second.example"));
        assertThat(foreseen.refusals())
                .singleElement()
                .asString()
                .contains("has a prime factor that another key has");
        assertThat(
                        pki.keyLedger.standing(
                                List.of(Octets.of(pair.getPublic().getEncoded()).sha256())))
                .isEmpty();
    }

    @Test
    void whatRulesFindIsListedAndErrorsStopIt() throws Exception {
        profile("named", "CN: {required: no}", "O: {required: no}");
        var pair = TestRequests.ec("secp256r1");
        var warned =
                preview(
                        "named",
                        request(pair, "SHA256withECDSA", "O=Example\\ ", "warned.example"));
        assertThat(warned.findings())
                .singleElement()
                .asString()
                .contains("begins or ends with a blank");
        assertThat(warned.isIssuable()).isTrue();

        pki.authorities.add(
                ReadyMade.derive(
                        "mail",
                        CertificateTemplate.S_MIME,
                        TestPki.LINEAGE,
                        Duration.ofDays(30),
                        false),
                pki.clock.instant(),
                ACTOR);
        remember();
        var stopped =
                preview(
                        "mail",
                        TestRequests.request(
                                pair,
                                "SHA256withECDSA",
                                "",
                                new GeneralName(GeneralName.rfc822Name, "anna@-mail.example")));
        assertThat(stopped.refusals()).isEmpty();
        assertThat(stopped.findings())
                .singleElement()
                .asString()
                .contains("'anna@-mail.example' is no mailbox");
        assertThat(stopped.isIssuable()).isFalse();
    }

    @Test
    void logsThatAreMissingAreTold() {
        profile("logged", "transparency: no", "transparency: {scts: 2, operators: 2}");
        assertThat(preview("logged", TestRequests.server("logged.example")).refusals())
                .singleElement()
                .asString()
                .contains("needs SCTs of 2 logs");
    }

    @Test
    void aCutOverThatWasDecidedIsForeseenAndNotCarriedOut() {
        decided(new ActRequest.Roll(pki.issuing.identity().id(), null, null, null, 0, null));
        var spare = pki.authorities.generations().getLast().identity();
        decided(
                new ActRequest.CutOver(
                        spare.id(), pki.clock.instant().plus(Duration.ofDays(3000)), true));
        pki.advance(Duration.ofDays(1825 - 80));
        // The other would not live long enough either: there is nothing to be shown.
        assertThatThrownBy(() -> preview(TestRequests.server("late.example")))
                .hasMessageContaining("Roll the lineage");
        decided(new ActRequest.Renew(spare.id(), Duration.ofDays(1000)));
        remember();

        var foreseen = preview(TestRequests.server("late.example"));

        assertThat(foreseen.isIssuable()).as(foreseen.toString()).isTrue();
        assertThat(foreseen.issuer()).isEqualTo(spare);
        assertThat(pki.authorities.find(spare.id())).containsInstanceOf(Generation.Staged.class);
        nothingIsLeftBehind();
        pki = new TestPki();
        remember();
    }

    private void decided(ActRequest request) {
        pki.advance(Duration.ofSeconds(1));
        var proposed = pki.decide.propose(FIRST, request);
        pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    @Test
    void namesThatAreNotAllowedHaveNothingToShow() throws Exception {
        var pair = TestRequests.ec("secp256r1");
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> preview(TestRequests.request(pair, "SHA256withECDSA", "CN=none")));
        assertThat(refused.refusal()).isEqualTo(Refusal.UNACCEPTABLE_NAMES);
    }

    @Test
    void aRestoredDatabaseIsTold() {
        pki.refusesToSign = "This database was restored.";
        assertThat(preview(TestRequests.server("restored.example")).refusals())
                .containsExactly("This database was restored.");
        pki.refusesToSign = null;
    }

    @Test
    void whatHasChangedSinceIsDecidedAnew() throws Exception {
        var pair = TestRequests.ec("secp256r1");
        var request = request(pair, "SHA256withECDSA", "", "between.example");
        assertThat(preview(request).isIssuable()).isTrue();
        pki.blockKeys.block(FIRST, Octets.of(pair.getPublic().getEncoded()).sha256(), "in between");
        remember();
        assertThatThrownBy(() -> pki.issue.issue(FIRST, "tls-server", request))
                .hasMessageContaining("in between");
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustedRole.class,
            names = {"Administrator", "Auditor"})
    void whoMayNotIssueMayNotLook(TrustedRole role) {
        assertThatThrownBy(() ->
                        previews(CheckCaa.notConfigured())
                                .preview(
                                        new Actor.Principal("Somebody", role),
                                        "tls-server",
                                        TestRequests.server("role.example")))
                .isInstanceOf(NotAuthorisedException.class);
    }
}
