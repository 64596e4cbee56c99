package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.LOGGED_CERTIFICATE;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.Field;
import org.jooq.TableField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.FaultySigner.Fault;
import org.lineageca.ca.lifecycle.SignCertificate.Outcome;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.ca.transparency.log.TestLog;
import org.lineageca.ca.transparency.log.TestLog.Conduct;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/** Certificates that carry SCTs: what is on record, whatever logs and the token do. */
class LoggedCertificatesTest {

    private static final String LOGGED_YAML =
            ReadyMade.derive(
                            "logged",
                            CertificateTemplate.TLS_SERVER,
                            TestPki.LINEAGE,
                            Duration.ofDays(90),
                            false)
                    .yaml()
                    .replace("transparency: no", "transparency: yes");
    private static final CertificateProfile LOGGED = ProfileReader.read(LOGGED_YAML).profile();

    private static TestPki pki;

    private TestLog first;
    private TestLog second;
    private SignCertificate sign;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void start() {
        var roots = List.of(pki.root.certificate().der());
        first = TestLog.start("first", "One", roots, null, pki.clock);
        second = TestLog.start("second", "Two", roots, null, pki.clock);
        sign = signing(first.described(), second.described());
    }

    @AfterEach
    void stop() {
        pki.signer.fail(Fault.NONE);
        pki.asOwner().execute("DROP FUNCTION IF EXISTS refuse() CASCADE");
        first.close();
        second.close();
        clients.close();
    }

    private static SignCertificate signing(TransparencyLog... logs) {
        return pki.signingWith(new LogList(List.of(logs), Duration.ofMinutes(1)));
    }

    private static CertificateContent content(Octets request, String host) {
        return content(pki, request, host);
    }

    static CertificateContent content(TestPki pki, Octets request, String host) {
        var notBefore = pki.clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateContent(
                pki.issuing.identity(),
                pki.issuing.issuer(),
                "logged",
                CertificateTemplate.TLS_SERVER,
                SerialNumber.random(new SecureRandom()),
                DistinguishedName.of("CN=" + host),
                CertificationRequest.parse(request).publicKey(),
                List.of(new AlternativeName.Dns(host)),
                null,
                notBefore,
                notBefore.plus(Duration.ofDays(90)).minusSeconds(1),
                LOGGED.terms());
    }

    private Outcome sign(Octets request, String host) {
        return sign.sign(content(request, host), RequestOrigin.of(request.sha256(), ACTOR));
    }

    private CompletableFuture<Outcome> begin(Octets request, String host) {
        return CompletableFuture.supplyAsync(() -> sign(request, host), clients);
    }

    private static Outcome.Signed signed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Signed.class);
        return (Outcome.Signed) outcome;
    }

    private static String host(String prefix, Enum<?> kind) {
        return prefix + "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example";
    }

    private static RefusedException refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var why = ((Outcome.Failed) outcome).why();
        assertThat(why).isInstanceOf(RefusedException.class);
        return (RefusedException) why;
    }

    private static CertificateRecord found(String host) {
        var found = pki.certificates.search(new CertificateQuery(null, host, 0, 10));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static void revocable(CertificateRecord record) {
        assertThat(record.standing(pki.clock.instant())).isEqualTo("not recorded");
        assertThat(
                        pki.revoke.revoke(
                                ACTOR,
                                new CertificateReference.BySerial(record.serial()),
                                RevocationReason.SUPERSEDED,
                                null))
                .isInstanceOf(RevocationDecision.Revoked.class);
    }

    /** What the database had promised, of certificates of both kinds and of CRLs. */
    private static Set<Octets> committed() {
        Set<Octets> committed = new HashSet<>();
        for (TableField<?, byte[]> digest :
                List.of(CERTIFICATE.TBS_SHA256, LOGGED_CERTIFICATE.TBS_SHA256, CRL.TBS_SHA256)) {
            var table = Objects.requireNonNull(digest.getTable());
            pki.asOwner()
                    .select((Field<byte[]>) digest)
                    .from(table)
                    .forEach(row -> committed.add(Octets.of(row.value1())));
        }
        return committed;
    }

    @Test
    void nothingTheTokenSignedIsUnknownToTheDatabaseAndOnlyPrecertificatesLeave() {
        var before = pki.signer.digests().size();
        var issued = signed(sign(TestRequests.server("both.example"), "both.example"));
        assertThat(pki.signer.digests()).hasSize(before + 2);
        assertThat(committed()).containsAll(pki.signer.digests());
        assertThat(first.known()).isEqualTo(1);
        assertThat(second.known()).isEqualTo(1);
        var standing =
                pki.precertificates
                        .standing(pki.issuing.identity().id(), issued.serial())
                        .orElseThrow();
        assertThat(Objects.requireNonNull(standing.scts()).scts()).hasSize(2);
        assertThat(
                        pki.asOwner()
                                .fetchValues(
                                        "SELECT kind FROM audit_event WHERE details->>'serial' = '"
                                                + issued.serial().hex()
                                                + "' ORDER BY sequence"))
                .hasToString(
                        "[CertificateIntended, PrecertificateRecorded, CertificateLogged, CertificateRecorded]");
        assertThat(found("both.example").standing(pki.clock.instant())).isEqualTo("good");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(List.of(first, second))
                                .extracting(log -> pki.logAnswers.all().get(log.described().id()))
                                .doesNotContainNull()
                                .allMatch(LogAnswers.Last::isGood));
    }

    @Test
    void aRequesterWhoseProfileAsksForSctsGetsThem() {
        pki.authorities.add(ProfileReader.read(LOGGED_YAML), pki.clock.instant(), ACTOR);
        var issue = new IssueCertificate(pki.prepare, sign);
        var issued = issue.issue(ACTOR, "logged", TestRequests.server("profile.example"));
        var carried =
                new ShowTransparency(
                                pki.precertificates,
                                new LogList(List.of(first.described()), Duration.ofSeconds(1)),
                                pki.logAnswers)
                        .of(ACTOR, found("profile.example"))
                        .orElseThrow();
        assertThat(carried.scts())
                .extracting(ShowTransparency.ShownSct::log)
                .containsExactlyInAnyOrder(Optional.of("first"), Optional.empty());
        assertThat(issued.chain().getFirst().sha256()).isEqualTo(found("profile.example").sha256());
    }

    @Test
    void whereLogsAreDownTheRequesterHearsWhichAndAskedAgainItGoesOnFromThere() {
        var request = TestRequests.server("again.example");
        second.conduct(Conduct.DOWN);
        var why = refused(sign(request, "again.example"));
        assertThat(why.refusal()).isEqualTo(Refusal.LOGS_UNAVAILABLE);
        assertThat(why)
                .hasMessageContaining("second: HTTP 503")
                .hasMessageContaining("was not signed")
                .hasMessageContaining("Send the same request again");
        var promised = found("again.example");
        assertThat(promised.standing(pki.clock.instant())).isEqualTo("not recorded");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(pki.logAnswers.all().get(second.described().id()))
                                .isNotNull()
                                .satisfies(last -> assertThat(last.isGood()).isFalse()));

        second.conduct(Conduct.HONEST);
        pki.advance(Duration.ofMinutes(1));
        var digests = pki.signer.digests().size();
        var issued = signed(sign(request, "again.example"));
        assertThat(issued.serial()).isEqualTo(promised.serial());
        assertThat(pki.signer.digests()).hasSize(digests + 1);
        assertThat(first.known()).isEqualTo(1);
        assertThat(committed()).containsAll(pki.signer.digests());
        assertThat(found("again.example").sha256()).isEqualTo(issued.der().sha256());
        assertThat(sign(request, "again.example"))
                .isEqualTo(new Outcome.Duplicate(issued.serial()));
    }

    @Test
    void whatWasRevokedMeanwhileIsNotCompleted() {
        var request = TestRequests.server("revoked.example");
        second.conduct(Conduct.DOWN);
        assertThat(refused(sign(request, "revoked.example")).refusal())
                .isEqualTo(Refusal.LOGS_UNAVAILABLE);
        var promised = found("revoked.example");
        revocable(promised);
        second.conduct(Conduct.HONEST);
        assertThat(signed(sign(request, "revoked.example")).serial())
                .isNotEqualTo(promised.serial());
    }

    @Test
    void whatIsRevokedWhileLogsAreAskedIsNotSigned() {
        second.conduct(Conduct.SLOW);
        var outcome = begin(TestRequests.server("late.example"), "late.example");
        Awaitility.await().until(() -> first.known() == 1 && second.asked() == 1);
        var digests = pki.signer.digests().size();
        revocable(found("late.example"));
        second.release();
        assertThat(refused(outcome.join())).hasMessageContaining("was revoked");
        assertThat(pki.signer.digests()).hasSize(digests);
    }

    @ParameterizedTest
    @EnumSource(
            value = Conduct.class,
            names = {"SIGNS_ANOTHER", "OTHER_KEY", "OTHER_ID", "TOMORROW", "NONSENSE", "ENDLESS"})
    void whatADishonestLogGivesIsNotEmbedded(Conduct conduct) {
        second.conduct(conduct);
        var host = host("lie", conduct);
        var digests = pki.signer.digests().size();
        assertThat(refused(sign(TestRequests.server(host), host)))
                .hasMessageContaining("1 of 2 logs gave an SCT")
                .hasMessageContaining("second: ");
        assertThat(pki.signer.digests()).hasSize(digests + 1);
        revocable(found(host));
    }

    @Test
    void aLogThatIsBusyIsAskedAgain() {
        second.conduct(Conduct.BUSY_ONCE);
        signed(sign(TestRequests.server("busy.example"), "busy.example"));
        assertThat(second.asked()).isEqualTo(2);
    }

    @Test
    void oneLogThatIsDownIsNoMatterWhereOthersAreEnough() {
        sign = signing(first.described(), TestLog.nobody("nobody", "Three"), second.described());
        signed(sign(TestRequests.server("enough.example"), "enough.example"));
    }

    @Test
    void whileLogsAreAwaitedNobodyElseWaits() {
        second.conduct(Conduct.SLOW);
        var slow =
                IntStream.range(0, 80)
                        .mapToObj(number -> "slow" + number + ".example")
                        .map(host -> begin(TestRequests.server(host), host))
                        .toList();
        Awaitility.await().until(() -> second.asked() == 80);
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("quick.example"));
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        second.release();
        slow.forEach(one -> signed(one.join()));
    }

    @Test
    void whereTheLogsCannotGiveEnoughNothingIsPromised() {
        var roots = List.of(pki.root.certificate().der());
        var now = pki.clock.instant();
        var shard = new TransparencyLog.Shard(now, now.plus(Duration.ofDays(10)));
        try (var third = TestLog.start("third", "Two", roots, shard, pki.clock)) {
            sign = signing(first.described(), third.described());
            assertThatThrownBy(() -> sign(TestRequests.server("none.example"), "none.example"))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isEqualTo(Refusal.NOT_ENOUGH_LOGS))
                    .hasMessageContaining("[first]");
        }
        assertThat(pki.certificates.search(new CertificateQuery(null, "none.example", 0, 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void aSecondSignatureThatNeverArrivedIsNeverMadeAgain(Fault fault) {
        second.conduct(Conduct.SLOW);
        var host = host("second", fault);
        var request = TestRequests.server(host);
        var outcome = begin(request, host);
        Awaitility.await().until(() -> second.asked() == 1);
        pki.signer.fail(fault);
        second.release();
        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOf(TokenUnavailableException.class));
        pki.signer.fail(Fault.NONE);
        var promised = found(host);
        assertThat(signed(sign(request, host)).serial()).isNotEqualTo(promised.serial());
        assertThat(committed()).containsAll(pki.signer.digests());
        revocable(promised);
    }

    @Test
    void aFinalCertificateThatCannotBeRecordedIsListedAndRevocable() {
        var owner = pki.asOwner();
        owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$");
        owner.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON signed_certificate FOR EACH ROW EXECUTE FUNCTION refuse()");
        assertThat(sign(TestRequests.server("lost.example"), "lost.example"))
                .isInstanceOf(Outcome.Failed.class);
        revocable(found("lost.example"));
        assertThat(committed()).containsAll(pki.signer.digests());
    }

    @Test
    void anIntentThatCannotBeCommittedIsNotSigned() {
        var owner = pki.asOwner();
        owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$");
        owner.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON logged_certificate FOR EACH ROW EXECUTE FUNCTION refuse()");
        var digests = pki.signer.digests().size();
        assertThat(sign(TestRequests.server("unpromised.example"), "unpromised.example"))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(pki.signer.digests()).hasSize(digests + 1);
        revocable(found("unpromised.example"));
    }

    @Test
    void ofManyCopiesOfARequestThereIsOnePrecertificateAndOneCertificate() {
        var request = TestRequests.server("copies.example");
        var outcomes =
                IntStream.range(0, 8)
                        .mapToObj(_ -> begin(request, "copies.example"))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(outcomes).filteredOn(Outcome.Signed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Duplicate.class::isInstance).hasSize(7);
        assertThat(first.known()).isEqualTo(1);
        var _ = found("copies.example");
    }

    @Test
    void nothingIsSignedAsWhatItIsNot() {
        var request = TestRequests.server("kinds.example");
        var content = content(request, "kinds.example");
        var plain = TbsCertificateEncoder.encode(content);
        var poisoned = TransparencyExtensions.poisoned(plain);
        assertThatThrownBy(() -> CertificateRules.PROFILE.admit(content, poisoned))
                .isInstanceOf(LintFailedException.class)
                .hasMessageContaining("is_no_precertificate");
        assertThatThrownBy(() -> CertificateRules.PROFILE.admit(content, plain))
                .hasMessageContaining("its profile asks for SCTs, and it has none");
        assertThatThrownBy(() -> CertificateRules.PRECERTIFICATE.admit(content, plain))
                .hasMessageContaining("is_precertificate");
        var precertificate = CertificateRules.PRECERTIFICATE.admit(content, poisoned);
        var rules = CertificateRules.logged(precertificate);
        assertThatThrownBy(() -> rules.admit(content, plain))
                .hasMessageContaining("it was logged, and has no SCTs");
        var scts =
                Octets.ofHex(
                        "00340032"
                                + "00"
                                + "00".repeat(32)
                                + "0000018f0a0b0c0d"
                                + "0000"
                                + "0403"
                                + "0003aabbcc");
        assertThat(rules.admit(content, TransparencyExtensions.withScts(plain, scts))).isNotNull();
        assertThatThrownBy(
                        () -> rules.admit(content, TransparencyExtensions.withScts(poisoned, scts)))
                .hasMessageContaining("poison_or_scts");
        var other = content(request, "other.example");
        assertThatThrownBy(() ->
                        rules.admit(
                                other,
                                TransparencyExtensions.withScts(
                                        TbsCertificateEncoder.encode(other), scts)))
                .hasMessageContaining("says_what_was_logged");
    }
}
