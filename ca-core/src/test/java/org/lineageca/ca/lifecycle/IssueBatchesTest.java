package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.batch.BatchResult;
import org.lineageca.ca.batch.BatchResult.Outcome;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.ca.batch.IssueBatchStore;
import org.lineageca.ca.batch.RunBatches.Turn;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Batches of requests, on a real token and a real PostgreSQL, whatever happens meanwhile. */
class IssueBatchesTest {

    private static final Actor OFFICER = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);
    private static final Actor HOST = new Actor.Principal("host", TrustedRole.Machine);
    private static final Actor OTHER = new Actor.Principal("other", TrustedRole.Machine);

    /** A group of one, a full one, and a remainder. */
    private static final int MANY = 640;

    private static final int FEW = 40;

    /** One key under many names: drawing keys is not what is tried here. */
    private final KeyPair key = key();

    private TestPki pki;

    @BeforeEach
    void create() {
        pki = new TestPki();
    }

    private static KeyPair key() {
        try {
            return TestRequests.ec("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Octets request(String host) {
        return TestRequests.request(
                key, "SHA256withECDSA", "CN=" + host, new GeneralName(GeneralName.dNSName, host));
    }

    private String pem(String host) {
        return Pem.encode("CERTIFICATE REQUEST", request(host));
    }

    private static String host(int number) {
        return "h" + number + ".example";
    }

    private long open(int count) {
        var id = pki.issueInBatches.open(HOST, "tls-server").batch().facts().id();
        for (var from = 1; from <= count; from += 500) {
            var part =
                    IntStream.rangeClosed(from, Math.min(count, from + 499))
                            .mapToObj(number -> pem(host(number)))
                            .toList();
            assertThat(pki.issueInBatches.add(HOST, id, part).problems()).isEmpty();
        }
        return id;
    }

    private long started(int count) {
        var id = open(count);
        pki.issueInBatches.start(HOST, id);
        return id;
    }

    private void finish(long id) {
        for (var i = 0; i < 10 && find(id) instanceof IssueBatch.Running; i++) {
            pki.runBatches.turn();
        }
        assertThat(find(id)).isInstanceOf(IssueBatch.Over.class);
    }

    private IssueBatch find(long id) {
        return pki.issueInBatches.find(HOST, id).batch();
    }

    private List<BatchResult> results(long id) {
        return pki.issueBatches.results(id, 0, 100_000);
    }

    /** What is promised whatever happened: exactly one certificate on record for each. */
    private void assertEachHasOneCertificate(long id, int count) {
        var batch = find(id);
        assertThat(batch.progress().done()).isEqualTo(count);
        assertThat(batch.progress().refused()).isZero();
        var results = results(id);
        assertThat(results).hasSize(count);
        var serials = new HashSet<Octets>();
        var unfinished = 0;
        for (var result : results) {
            assertThat(result.outcome()).isInstanceOf(Outcome.Issued.class);
            var issued = (Outcome.Issued) result.outcome();
            assertThat(issued.der()).isNotNull();
            assertThat(serials.add(issued.serial().octets())).isTrue();
            unfinished += result.unfinished().size();
            for (var other : result.unfinished()) {
                assertThat(serials.add(other.octets())).isTrue();
                assertThat(pki.certificates.der(issued.generation(), other)).isEmpty();
            }
        }
        var owner = pki.asOwner();
        assertThat(owner.fetchCount(CERTIFICATE, CERTIFICATE.PROFILE.eq("tls-server")))
                .isEqualTo(count + unfinished);
        var committed =
                new HashSet<>(
                        owner.select(CERTIFICATE.TBS_SHA256)
                                .from(CERTIFICATE)
                                .unionAll(DSL.select(CRL.TBS_SHA256).from(CRL))
                                .fetch(row -> Octets.of(row.value1())));
        assertThat(committed).containsAll(pki.signer.digests());
    }

    @Test
    void eachRequestHasACertificateThatIsRecordedAuditedAndHasAStatus() throws Exception {
        var id = started(MANY);
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.WORKED);
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.IDLE);
        assertEachHasOneCertificate(id, MANY);

        var first = results(id).getFirst();
        assertThat(first.subject()).isEqualTo("CN=h1.example");
        assertThat(first.unfinished()).isEmpty();
        var serial = ((Outcome.Issued) first.outcome()).serial();
        assertThat(
                        pki.asOwner()
                                .select(AUDIT_EVENT.KIND)
                                .from(AUDIT_EVENT)
                                .where("details ->> 'serial' = {0}", DSL.val(serial.hex()))
                                .orderBy(AUDIT_EVENT.SEQUENCE)
                                .fetch(AUDIT_EVENT.KIND))
                .containsExactly("CertificateIntended", "CertificateRecorded");
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT details->>'to' FROM audit_event WHERE kind = 'IssueBatchMoved' ORDER BY sequence")
                                .map(row -> row.get(0, String.class)))
                .containsExactly("Open", "Running", "Over");
        assertThat(revoke(first)).isInstanceOf(RevocationDecision.Revoked.class);
        assertLines(id);
    }

    private void assertLines(long id) throws IOException {
        try (var stream = pki.issueInBatches.results(HOST, id, MANY - 2)) {
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getLast())
                    .startsWith("{\"batch\":" + id + ",\"chain\":\"-----BEGIN CERTIFICATE-----")
                    .contains("\"position\":" + MANY, "\"state\":\"issued\"", "\"serial\":\"");
            assertThat(lines.getLast().split("BEGIN CERTIFICATE", -1)).hasSize(3);
        }
    }

    private RevocationDecision revoke(BatchResult result) {
        return pki.revoke.revoke(
                ACTOR,
                new CertificateReference.BySerial(((Outcome.Issued) result.outcome()).serial()),
                RevocationReason.SUPERSEDED,
                null);
    }

    @Test
    void whatIsWrongWithOneRequestIsSaidOfItAlone() {
        var other = key();
        var stolen =
                TestRequests.request(
                        key,
                        other,
                        "SHA256withECDSA",
                        "CN=stolen.example",
                        new GeneralName(GeneralName.dNSName, "stolen.example"));
        var id = pki.issueInBatches.open(HOST, "tls-server").batch().facts().id();
        var added =
                pki.issueInBatches.add(
                        HOST,
                        id,
                        List.of(
                                "nonsense",
                                pem("good.example"),
                                Pem.encode("CERTIFICATE REQUEST", stolen),
                                pem("good.example").replace("A", "B"),
                                pem("better.example")));
        assertThat(added.added()).isEqualTo(2);
        assertThat(added.problems())
                .extracting(one -> one.index() + " " + one.why().refusal().kind())
                .startsWith("0 malformed", "2 bad-signature")
                .hasSize(3);
        // A call whose answer was lost is repeated.
        var copy = Pem.encode("CERTIFICATE REQUEST", request("once.example"));
        assertThat(pki.issueInBatches.add(HOST, id, List.of(copy, copy)).added()).isEqualTo(1);
        assertThat(pki.issueInBatches.add(HOST, id, List.of(copy)).added()).isZero();
        assertThat(find(id).facts().requests()).isEqualTo(3);
    }

    @Test
    void whatIsRefusedAtIssuanceIsAnOutcomeOfItsRequest() {
        var id = pki.issueInBatches.open(HOST, "tls-server").batch().facts().id();
        var answered = request("answered.example");
        var blocked = TestRequests.server("blocked.example");
        pki.issueInBatches.add(
                HOST,
                id,
                List.of(
                        pem("a.example"),
                        Pem.encode("CERTIFICATE REQUEST", answered),
                        Pem.encode("CERTIFICATE REQUEST", blocked),
                        pem("b.example")));
        pki.issueInBatches.start(HOST, id);
        var before = pki.issue.issue(ACTOR, "tls-server", answered);
        var spki = CertificationRequest.parse(blocked).publicKey().sha256();
        pki.blockKeys.block(OFFICER, spki, "found on a file share");

        finish(id);

        var results = results(id);
        assertThat(results.get(0).outcome()).isInstanceOf(Outcome.Issued.class);
        assertThat(results.get(3).outcome()).isInstanceOf(Outcome.Issued.class);
        var duplicate = (Outcome.Refused) results.get(1).outcome();
        assertThat(duplicate.kind()).isEqualTo("duplicate");
        assertThat(duplicate.detail()).contains(before.serial().toString());
        assertThat(((Outcome.Refused) results.get(2).outcome()).kind()).isEqualTo("blocked-key");
        assertThat(find(id).progress().issued()).isEqualTo(2);
        assertThat(find(id).progress().refused()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_INTENTS, 1, 0", "AFTER_INTENTS, 1, 1", "BEFORE_RECORDS, 1, 1",
        "AFTER_RECORDS, 1, 0", "BEFORE_PROGRESS, 1, 0", "AFTER_PROGRESS, 1, 0",
        "BEFORE_INTENTS, 2, 0", "AFTER_INTENTS, 2, 39", "BEFORE_RECORDS, 2, 39",
        "AFTER_RECORDS, 2, 0", "BEFORE_PROGRESS, 2, 0", "AFTER_PROGRESS, 2, 0"
    })
    void anotherNodeGoesOnWhereOneDied(FaultyBatchStore.Fault fault, int when, int unfinished) {
        var id = started(FEW);
        var dying = pki.runner(new FaultyBatchStore(pki.issueBatches, fault, when));
        assertThatThrownBy(dying::turn).hasMessageContaining("the node died");
        // Nobody knows yet that it did.
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.IDLE);
        pki.advance(Duration.ofSeconds(31));

        finish(id);

        assertEachHasOneCertificate(id, FEW);
        assertThat(results(id).stream().mapToInt(result -> result.unfinished().size()).sum())
                .isEqualTo(unfinished);
        for (var result : results(id)) {
            for (var serial : result.unfinished()) {
                assertThat(
                                pki.revoke.revoke(
                                        ACTOR,
                                        new CertificateReference.BySerial(serial),
                                        RevocationReason.SUPERSEDED,
                                        null))
                        .isInstanceOf(RevocationDecision.Revoked.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultySigner.Fault.class,
            names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void aTokenThatDoesNotSignCostsOneSerialNumberAndTheBatchWaits(FaultySigner.Fault fault) {
        var id = started(FEW);
        pki.signer.fail(fault);
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.WAITS);
        assertThat(find(id)).isInstanceOf(IssueBatch.Running.class);
        assertThat(find(id).progress().problem()).contains("unplugged");
        pki.signer.fail(FaultySigner.Fault.NONE);

        finish(id);

        assertEachHasOneCertificate(id, FEW);
        assertThat(results(id).getFirst().unfinished()).hasSize(1);
        assertThat(results(id).subList(1, FEW)).allMatch(result -> result.unfinished().isEmpty());
        assertThat(find(id).progress().problem()).isNull();
    }

    @Test
    void nothingIsPromisedWhileNothingMayBeSigned() {
        var id = started(FEW);
        pki.refusesToSign = "The database was restored.";
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.WAITS);
        assertThat(find(id).progress().problem()).isEqualTo("The database was restored.");
        assertThat(pki.asOwner().fetchCount(CERTIFICATE, CERTIFICATE.PROFILE.eq("tls-server")))
                .isZero();
        pki.refusesToSign = null;
        finish(id);
        assertThat(results(id)).allMatch(result -> result.unfinished().isEmpty());
    }

    @Test
    void whoWasOvertakenWritesNothingMore() {
        var id = started(FEW);
        var late = pki.issueBatches.claim(pki.clock.instant(), pki.clock.instant()).orElseThrow();
        pki.advance(Duration.ofSeconds(1));
        finish(id);
        var item = pki.issueBatches.next(late, 0, 1).getFirst();
        assertThat(item.isSettled()).isTrue();
        var step = new IssueBatchStore.Step(0, List.of(), Duration.ZERO);
        assertThat(pki.issueBatches.settle(late, step, pki.clock.instant())).isFalse();
        assertEachHasOneCertificate(id, FEW);
    }

    @Test
    void itPausesGoesOnAndIsCancelled() {
        var id = started(FEW);
        pki.issueInBatches.pause(HOST, id);
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.IDLE);
        assertThat(find(id).progress().done()).isZero();
        pki.issueInBatches.resume(HOST, id);
        var store =
                new FaultyBatchStore(pki.issueBatches, FaultyBatchStore.Fault.AFTER_PROGRESS, 1);
        assertThatThrownBy(pki.runner(store)::turn).hasMessageContaining("the node died");
        assertThat(pki.issueInBatches.cancel(OFFICER, id).batch())
                .isInstanceOf(IssueBatch.Cancelled.class);
        pki.advance(Duration.ofSeconds(31));
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.IDLE);
        assertThat(results(id).getFirst().outcome()).isInstanceOf(Outcome.Issued.class);
        assertThat(results(id).getLast().outcome()).isInstanceOf(Outcome.Waiting.class);
        assertThatThrownBy(() -> pki.issueInBatches.resume(HOST, id))
                .hasMessageContaining("it is Cancelled since");
    }

    @Test
    void nothingIsPromisedOfABatchThatWasPausedMeanwhile() {
        var id = started(FEW);
        var claim = pki.issueBatches.claim(pki.clock.instant(), pki.clock.instant()).orElseThrow();
        pki.issueInBatches.pause(HOST, id);
        assertThat(pki.issueBatches.intend(claim, List.of(), pki.clock.instant())).isEmpty();
    }

    @Test
    void aCutOverInTheMiddleIsNoticedByNobody() {
        var roll = new ActRequest.Roll(pki.issuing.identity().id(), null, null, null, 1, null);
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        decide(roll);
        var staged =
                pki.authorities.generations().stream()
                        .filter(one -> one.state().equals("Staged"))
                        .findFirst()
                        .orElseThrow()
                        .identity()
                        .id();
        var id = started(FEW);
        var store =
                new FaultyBatchStore(pki.issueBatches, FaultyBatchStore.Fault.AFTER_PROGRESS, 1);
        assertThatThrownBy(pki.runner(store)::turn).hasMessageContaining("the node died");
        decide(new ActRequest.CutOver(staged, null, false));
        pki.advance(Duration.ofSeconds(31));

        finish(id);

        assertEachHasOneCertificate(id, FEW);
        var first = (Outcome.Issued) results(id).getFirst().outcome();
        var last = (Outcome.Issued) results(id).getLast().outcome();
        assertThat(first.generation()).isEqualTo(pki.issuing.identity().id());
        assertThat(last.generation()).isEqualTo(staged);
        assertThat(CaCertificate.parse(Objects.requireNonNull(last.der())).subject())
                .hasToString("CN=h40.example");
    }

    private void decide(ActRequest request) {
        var proposed = pki.decide.propose(OFFICER, request);
        assertThat(pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(DecidedAct.Done.class);
    }

    @Test
    void oneThatTheDatabaseDoesNotTakeIsRefusedAlone() {
        var owner = pki.asOwner();
        owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$");
        try {
            owner.execute(
                    "CREATE TRIGGER refuse BEFORE INSERT ON certificate FOR EACH ROW"
                            + " WHEN (NEW.subject = 'CN=h7.example') EXECUTE FUNCTION refuse()");
            owner.execute(
                    "CREATE TRIGGER refuse BEFORE INSERT ON signed_certificate FOR EACH ROW"
                            + " WHEN (position('h9.example'::bytea IN NEW.der) > 0) EXECUTE FUNCTION refuse()");
            var id = started(FEW);
            finish(id);
            assertThat(find(id).progress().refused()).isEqualTo(2);
            assertThat(owner.fetchCount(SIGNED_CERTIFICATE)).isGreaterThanOrEqualTo(FEW - 2);
            var unpromised = (Outcome.Refused) results(id).get(6).outcome();
            assertThat(unpromised).isEqualTo(new Outcome.Refused("internal", "ERROR: refused"));
            var unrecorded = (Outcome.Refused) results(id).get(8).outcome();
            assertThat(unrecorded.detail()).contains("refused", "counts as issued");
            assertThat(results(id).get(8).unfinished()).hasSize(1);
            var found = pki.certificates.search(new CertificateQuery(null, "h9.example", 0, 10));
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().standing(pki.clock.instant())).isEqualTo("not recorded");
        } finally {
            owner.execute("DROP FUNCTION refuse() CASCADE");
        }
    }

    @Test
    void itIsTheBusinessOfWhoOpenedItAndOfOfficers() {
        var id = open(1);
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() -> pki.issueInBatches.start(auditor, id))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> pki.issueInBatches.add(OTHER, id, List.of(pem("x.example"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is one of host");
        assertThatThrownBy(() -> pki.issueInBatches.cancel(OTHER, id))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is one of host");
        assertThat(pki.issueInBatches.cancel(OFFICER, id).batch())
                .isInstanceOf(IssueBatch.Cancelled.class);
        assertThatThrownBy(() -> pki.issueInBatches.add(HOST, id, List.of(pem("x.example"))))
                .hasMessageContaining("is not open");
    }

    @Test
    void anEmptyBatchIsNotStartedAndOneOfNoProfileNotOpened() {
        var id = open(0);
        assertThatThrownBy(() -> pki.issueInBatches.start(HOST, id))
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> pki.issueInBatches.open(HOST, "no-such"))
                .hasMessageContaining("There is no profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transparency", "caa"})
    void certificatesThatOthersAreAskedAboutAreNotIssuedInBatches(String asked) {
        var profile = "asks-" + asked;
        var plain =
                ReadyMade.derive(
                                profile,
                                CertificateTemplate.TLS_SERVER,
                                TestPki.LINEAGE,
                                Duration.ofDays(90),
                                false)
                        .yaml();
        pki.authorities.add(ProfileReader.read(plain), pki.clock.instant(), ACTOR);
        var early = pki.issueInBatches.open(HOST, profile).batch().facts().id();
        pki.issueInBatches.add(HOST, early, List.of(pem(asked + ".example")));
        pki.issueInBatches.start(HOST, early);
        var next =
                plain.replace("version: 1", "version: 2").replace(asked + ": no", asked + ": yes");
        var proposed = pki.decide.propose(OFFICER, new ActRequest.ChangeProfile(next));
        pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());

        assertThatThrownBy(() -> pki.issueInBatches.open(HOST, profile))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CANNOT_ISSUE))
                .hasMessageContaining("not issued in batches");
        // One that was started before is not issued past the question either.
        assertThat(pki.runBatches.turn()).isEqualTo(Turn.WAITS);
        assertThat(find(early).progress().problem()).contains("not issued in batches");
        assertThat(pki.asOwner().fetchCount(CERTIFICATE, CERTIFICATE.PROFILE.eq(profile))).isZero();
        pki.issueInBatches.cancel(HOST, early);
    }
}
