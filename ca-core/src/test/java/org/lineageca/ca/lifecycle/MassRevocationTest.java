package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.mass.DrillEvidence;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.minutes.DrillMinutes;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** Selections, what is foreseen of them, pauses, results and drills, on a real PostgreSQL. */
class MassRevocationTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);
    private static final Actor CLERK =
            new Actor.Principal("Clerk", TrustedRole.RegistrationOfficer);

    /** Several steps of revoking, and a remainder. */
    private static final int MANY = 4_500;

    private static final Map<String, String> ALL = Map.of("lineage", TestPki.LINEAGE);

    private TestPki pki;

    @BeforeEach
    void issue() {
        pki = new TestPki();
        insert(0, MANY);
    }

    /** Of every ten: names, keys, profiles and days of their own. */
    private void insert(int from, int count) {
        pki.asOwner()
                .execute(
                        """
                        INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                            not_after, spki_sha256, tbs_sha256, intended_at, intended_by)
                        SELECT (SELECT generation_id FROM generation WHERE label = '%s'),
                            decode(lpad(to_hex(1073741824 + i), 8, '0'), 'hex'),
                            CASE i %% 10 WHEN 1 THEN 'tls-client' ELSE 'tls-server' END,
                            CASE i %% 10 WHEN 2 THEN 'CN=special_%% host' ELSE 'CN=batch' END,
                            CASE i %% 10 WHEN 3 THEN ARRAY['DNS:Named.example'] ELSE '{}' END,
                            timestamptz '2026-11-01 00:00+00',
                            CASE i %% 10 WHEN 4 THEN timestamptz '2026-11-20 00:00+00' WHEN 5 THEN timestamptz '2026-12-01 00:00+00'
                                ELSE timestamptz '2027-01-01' END,
                            sha256(convert_to('k' || i %% 10, 'UTF8')), sha256('t'),
                            timestamptz '2026-11-01 00:00+00' + i %% 10 * interval '1 day', 'test'
                        FROM generate_series(%d, %d) i
                        """
                                .formatted(label(), from + 1, from + count));
    }

    private String label() {
        return pki.issuing.identity().id().label();
    }

    @ParameterizedTest
    @CsvSource({
        "lineage, servers, 4050",
        "profile, tls-client, 450",
        "text, SPECIAL_% h, 450",
        "text, named.EXAMPLE, 450",
        "expiring-before, 2026-12-02, 450",
        "issued-from, 2026-11-08, 1350",
        "issued-before, 2026-11-02T00:00:00Z, 450"
    })
    void aListIsFilledByWhatCertificatesHaveInCommon(String field, String value, int found) {
        var list = pki.select.open(FIRST, Map.of(field, value));
        assertThat(list.isFilling()).isFalse();
        assertThat(list.certificates()).isEqualTo(found);
    }

    @Test
    void criteriaHoldTogetherAndWhatHasExpiredIsTakenWhereThatIsAskedFor() {
        var key = Octets.of("k4".getBytes(StandardCharsets.UTF_8)).sha256().toHex();
        assertThat(count(Map.of("key", key))).isZero();
        assertThat(count(Map.of("key", key, "expired", "included"))).isEqualTo(450);
        assertThat(count(Map.of("key", key, "expired", "included", "profile", "tls-client")))
                .isZero();
        assertThat(count(Map.of("generation", label(), "profile", "tls-client"))).isEqualTo(450);
        pki.revoke.revoke(ACTOR, reference(1), RevocationReason.SUPERSEDED, null);
        assertThat(count(Map.of("profile", "tls-client", "status", "not-revoked"))).isEqualTo(449);
        var few = pki.inBatches.open(FIRST, List.of(serial(1), serial(2), serial(11))).batch();
        assertThat(count(Map.of("list", Long.toString(few.id()), "profile", "tls-client")))
                .isEqualTo(2);
    }

    @Test
    void noSelectionNamesAuthoritiesOrResponders() {
        var delegate =
                pki.delegates.issue(
                        ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        assertThat(delegate).isNotNull();
        assertThat(pki.select.open(FIRST, Map.of("text", "Test")).certificates()).isZero();
        assertThat(count(Map.of("generation", label()))).isEqualTo(4_050);
        assertThat(count(Map.of("generation", pki.root.identity().id().label()))).isZero();
    }

    @Test
    void aSelectionOfNothingThereIsOrOfEverythingIsRefused() {
        for (var wrong :
                List.of(
                        Map.of("status", "not-revoked"),
                        Map.of("lineage", "no such"),
                        Map.of("generation", "0123456789abcdef"),
                        Map.of("generation", "0123"),
                        Map.of("issued-from", "yesterday"),
                        Map.of("list", "99"),
                        Map.of("colour", "red"))) {
            assertThatThrownBy(() -> pki.select.open(FIRST, wrong))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("There is no new list");
        }
        assertThatThrownBy(() ->
                        pki.select.open(new Actor.Principal("Auditor", TrustedRole.Auditor), ALL))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.selected.newest(FIRST, 10)).isEmpty();
    }

    /** One step looks at twenty thousand; each is a transaction that may be the last of a node. */
    @Test
    void cutShortAListGoesOnFillingAndIsNotRevokedBeforeItIsFull() {
        insert(MANY, 40_000);
        var id =
                pki.selections.open(
                        org.lineageca.ca.mass.Selection.of(Map.of("profile", "tls-client")),
                        pki.clock.instant(),
                        FIRST);
        // The root's certificates, and the first step through the issuing CA's.
        assertThat(pki.selections.fillNext(id, pki.clock.instant())).isFalse();
        assertThat(pki.selections.fillNext(id, pki.clock.instant())).isFalse();
        var half = pki.selected.find(FIRST, id).batch();
        assertThat(half.isFilling()).isTrue();
        assertThat(half.certificates()).isEqualTo(2_000);
        assertThatThrownBy(() -> propose(id, false)).hasMessageContaining("still being filled");

        assertThat(pki.select.fillOpen()).containsExactly(id);

        assertThat(pki.selected.find(FIRST, id).batch().certificates()).isEqualTo(4_450);
        assertThat(pki.select.fillOpen()).isEmpty();
    }

    @Test
    void theSecondPersonReadsWhatWillComeOfItAndItComes() throws IOException {
        pki.revoke.revoke(ACTOR, reference(1), RevocationReason.CESSATION_OF_OPERATION, null);
        pki.revoke.revoke(ACTOR, reference(2), RevocationReason.CERTIFICATE_HOLD, null);
        pki.crls.issue(ACTOR, pki.issuing.identity().id());
        pki.asOwner().execute("UPDATE lineage SET crl_budget_entries = 4000");
        var list = pki.select.open(FIRST, ALL).id();

        var outlook = pki.foresee.foresee(FIRST, list, RevocationReason.SUPERSEDED, null);

        assertThat(outlook.toBeRevoked()).isEqualTo(4_049);
        assertThat(outlook.shares().stream().mapToLong(Outlook.Share::certificates).sum())
                .isEqualTo(4_050);
        var crl = outlook.crls().getFirst();
        assertThat(crl.now().entries()).isEqualTo(2);
        assertThat(crl.after().entries()).isEqualTo(4_050);
        assertThat(crl.isOverBudget()).isTrue();
        var proposed = propose(list, false);
        assertThat(proposed.plan().text())
                .contains(
                        "expected: 3,599 certificates of generation "
                                + label()
                                + ", profile tls-server, not revoked\n",
                        "profile tls-client, revoked before: cessationOfOperation\n",
                        "OVER the budget of 4000 entries\n",
                        "at 10,000/s, assumed");
        assertThat(Plan.read(proposed.plan().text())).isEqualTo(proposed.plan());

        approve(proposed);
        var issued = pki.crls.issue(ACTOR, pki.issuing.identity().id());

        assertThat(issued.content().extent().entries()).isEqualTo(crl.after().entries());
        // The longest signature has 72 octets, a usual one 70 to 72.
        assertThat(crl.after().octets() - issued.octets()).isBetween(0L, 3L);
        assertThat(pki.foresee.foresee(FIRST, list, RevocationReason.SUPERSEDED, null).pace())
                .satisfies(pace -> assertThat(pace.isMeasured()).isTrue())
                .satisfies(pace -> assertThat(pace.perSecond()).isPositive());
        assertThat(results(list, ResultFormat.CSV))
                .hasSize(4_051)
                .startsWith("serial,generation,outcome,revoked_at,reason")
                .contains(
                        "%s,%s,revoked-otherwise,2026-11-21T08:00:00Z,cessationOfOperation"
                                .formatted(serial(1), label()),
                        "%s,%s,revoked,2026-11-21T08:00:00Z,superseded"
                                .formatted(serial(2), label()));
        assertThat(results(list, ResultFormat.JSON_LINES))
                .hasSize(4_050)
                .contains(
                        "{\"serial\":\"%s\",\"generation\":\"%s\",\"outcome\":\"revoked\",\"revokedAt\":\"2026-11-21T08:00:00Z\",\"reason\":\"superseded\"}"
                                .formatted(serial(3), label()));
    }

    @Test
    void aPausedListWaitsUntilSomebodyResumesIt() throws IOException {
        var list = pki.select.open(FIRST, ALL).id();
        assertThatThrownBy(() -> pki.selected.pause(FIRST, list))
                .hasMessageContaining("has no act");
        var proposed = propose(list, false);
        assertThatThrownBy(() -> pki.selected.pause(CLERK, list))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.selected.pause(FIRST, list).batch().course().pause()).isNotNull();

        var waiting = approve(proposed);

        assertThat(((DecidedAct.Approved) waiting).waitsFor()).contains("Paused by First");
        assertThat(pki.perform.performRound().goesOn()).isFalse();
        assertThat(pki.asOwner().fetchCount(REVOCATION)).isZero();
        assertThat(results(list, ResultFormat.CSV).get(1)).endsWith(",not-revoked,,");
        var progress = pki.selected.resume(SECOND, list);
        assertThat(progress.percent()).isZero();
        assertThat(progress.left()).isEqualTo(Duration.ofMillis(405));

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertThat(pki.asOwner().fetchCount(REVOCATION)).isEqualTo(4_050);
        assertThat(pki.selected.find(FIRST, list).percent()).isEqualTo(100);
        assertThat(pki.selected.find(FIRST, list).perSecond()).isPositive();
        assertThatThrownBy(() -> pki.selected.pause(FIRST, list)).hasMessageContaining("through");
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT details->>'to' FROM audit_event WHERE kind = 'ListHalted' ORDER BY sequence")
                                .getValues(0))
                .isEqualTo(List.of("Paused", "Resumed"));
    }

    @Test
    void aDrillGoesThroughEveryStepAndNothingIsRevokedNumberedOrPublished() {
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("drill.example"));
        pki.revoke.revoke(ACTOR, reference(1), RevocationReason.CESSATION_OF_OPERATION, null);
        pki.crls.issue(ACTOR, pki.issuing.identity().id());
        var list = pki.select.open(FIRST, ALL).id();
        var before = everythingADrillMustLeave();

        var proposed = propose(list, true);
        assertThat(proposed.plan().text()).contains("drill: true\n", "expected: ");
        assertThat(Plan.read(proposed.plan().text())).isEqualTo(proposed.plan());
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), proposed.plan().digest()))
                .hasMessageContaining("two people");
        var done = (DecidedAct.Done) approve(proposed);

        assertThat(everythingADrillMustLeave()).isEqualTo(before);
        assertThat(done.outcome())
                .startsWith(
                        "The drill is over: 4,050 certificates would be revoked, 1 were before; 1 CRLs were built. Nothing was revoked.");
        var evidence = pki.selected.evidence(SECOND, list).orElseThrow();
        assertThat(DrillEvidence.read(evidence.json())).isEqualTo(evidence);
        assertThat(evidence.decision().proposal().name()).isEqualTo("First");
        assertThat(evidence.decision().approval().name()).isEqualTo("Second");
        assertThat(evidence.decision().planSha256()).isEqualTo(proposed.plan().digest());
        assertThat(evidence.wouldBeRevoked()).isEqualTo(4_050);
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT details->>'evidenceSha256' FROM audit_event WHERE kind = 'DrillHeld'")
                                .getValues(0))
                .isEqualTo(List.of(evidence.json().sha256().toHex()));
        assertThat(DrillMinutes.pdf(evidence)).isEqualTo(DrillMinutes.pdf(evidence));

        // What it measured is what comes of the same list in earnest.
        assertThatThrownBy(() -> propose(list, false)).hasMessageContaining("closed for a drill");
        var earnest = pki.select.open(FIRST, Map.of("list", Long.toString(list))).id();
        approve(propose(earnest, false));
        var issued = pki.crls.issue(ACTOR, pki.issuing.identity().id());
        var built = evidence.crls().getFirst().growth();
        assertThat(built.place()).isEqualTo(CrlScope.COMPLETE);
        assertThat(built.after().entries()).isEqualTo(issued.content().extent().entries());
        assertThat(built.after().octets() - issued.octets()).isBetween(0L, 3L);
    }

    @Test
    void aDrillOfAFewNeedsTwoPeopleTooAndItsResultSaysWhatWouldBe() throws IOException {
        pki.revoke.revoke(ACTOR, reference(1), RevocationReason.SUPERSEDED, null);
        var list = pki.inBatches.open(FIRST, List.of(serial(1), serial(2))).batch().id();

        approve(propose(list, true));

        assertThat(results(list, ResultFormat.CSV))
                .containsExactly(
                        "serial,generation,outcome,revoked_at,reason",
                        "%s,%s,revoked-otherwise,2026-11-21T08:00:00Z,superseded"
                                .formatted(serial(1), label()),
                        "%s,%s,would-be-revoked,,".formatted(serial(2), label()));
        assertThat(pki.asOwner().fetchCount(REVOCATION)).isEqualTo(1);
    }

    /** Every row and every number of revocations and CRLs. */
    private List<String> everythingADrillMustLeave() {
        return List.of(
                        "SELECT md5(coalesce(string_agg(r::text, ',' ORDER BY r::text), '')) FROM revocation r",
                        "SELECT md5(coalesce(string_agg(c::text, ',' ORDER BY c::text), '')) FROM crl c",
                        "SELECT md5(coalesce(string_agg(s::text, ',' ORDER BY s::text), '')) FROM crl_scope s",
                        "SELECT md5(coalesce(string_agg(md5(p::text), ',' ORDER BY p::text), '')) FROM crl_piece p",
                        "SELECT md5(coalesce(string_agg(b::text, ',' ORDER BY b::text), '')) FROM blocked_key b",
                        "SELECT last_value || '/' || is_called FROM status_change")
                .stream()
                .map(query -> String.valueOf(pki.asOwner().fetchValue(query)))
                .toList();
    }

    private int count(Map<String, String> where) {
        var list = pki.select.open(FIRST, where);
        assertThat(
                        pki.asOwner()
                                .fetchCount(
                                        REVOCATION_BATCH_CERTIFICATE,
                                        REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(
                                                Math.toIntExact(list.id()))))
                .isEqualTo(list.certificates());
        return list.certificates();
    }

    private List<String> results(long list, ResultFormat format) throws IOException {
        try (var stream = pki.selected.results(FIRST, list, format)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private DecidedAct.Proposed propose(long list, boolean isDrill) {
        var decision =
                pki.selected.revoke(
                        FIRST,
                        new RevokeSelected.Order(list, RevocationReason.SUPERSEDED, null, isDrill));
        return ((BatchDecision.Proposed) decision).act();
    }

    private DecidedAct approve(DecidedAct.Proposed proposed) {
        return pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    private static CertificateReference reference(int number) {
        return CertificateReference.parse(serial(number));
    }

    private static String serial(int number) {
        return "%08x".formatted(0x4000_0000 + number);
    }
}
