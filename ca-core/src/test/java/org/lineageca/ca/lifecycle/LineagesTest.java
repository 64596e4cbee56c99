package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.RevocationHistory;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqGenerationChronicle;
import org.lineageca.ca.store.JooqLineageLedger;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;

/**
 * One story, told in order: what is counted, forecast and proposed of a lineage as time goes by.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LineagesTest {

    private static final String ROLE = "servers";
    private static TestPki pki;
    private static LineageLedger ledger;
    private static GenerationChronicle chronicle;
    private static ForecastCrls forecasts;
    private static ListLineages lineages;
    private static ListObligations obligations;

    @BeforeAll
    static void create() {
        pki = new TestPki();
        var keys = new GenerationKeys(pki.database());
        ledger = new JooqLineageLedger(pki.database(), keys);
        chronicle = new JooqGenerationChronicle(pki.database(), keys);
        forecasts = new ForecastCrls(pki.authorities, ledger, pki.policies, pki.clock);
        lineages = new ListLineages(pki.authorities, ledger, forecasts);
        obligations =
                new ListObligations(
                        pki.authorities,
                        new ObligationLedger(pki.authorities, chronicle, pki.clock));
    }

    private static void issue(String host, boolean revoke) {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host));
        if (revoke) {
            pki.revoke.revoke(
                    ACTOR,
                    new CertificateReference.BySerial(issued.serial()),
                    RevocationReason.SUPERSEDED,
                    null);
        }
    }

    private static ListLineages.Overview overview() {
        return lineages.all(ACTOR).stream()
                .filter(lineage -> lineage.settings().role().equals(ROLE))
                .findFirst()
                .orElseThrow();
    }

    private static CrlBudget budget(Actor actor, Long entries) {
        return new SetCrlBudget(ledger, pki.clock).set(actor, ROLE, entries, null);
    }

    @Test
    @Order(1)
    void aRootDoesNotAnswerForItsOwnCertificate() {
        var root = obligations.of(ACTOR, pki.root.identity().id().label());
        assertThat(root.unexpired()).isOne();
        assertThat(root.lastExpiry()).isEqualTo(pki.issuing.certificate().notAfter());
    }

    @Test
    @Order(2)
    void anOcspDelegateIsNoObligation() {
        var key =
                pki.signer.generate(
                        "ocsp-obligation", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE));
        var signer =
                pki.delegates.issue(ACTOR, pki.issuing.issuer(), key.handle(), Duration.ofDays(30));
        var owed = obligations.of(ACTOR, pki.issuing.identity().id().label());
        assertThat(owed.unexpired()).isZero();
        assertThat(owed.lastExpiry()).isNull();
        assertThat(owed.owesNothing(pki.clock.instant())).isTrue();
        assertThat(owed.ocspSigners())
                .singleElement()
                .satisfies(
                        delegate -> assertThat(delegate.notAfter()).isEqualTo(signer.notAfter()));
    }

    @Test
    @Order(3)
    void anIntentWithoutSignatureIsOwedFor() {
        pki.signer.fail(FaultySigner.Fault.BEFORE_SIGNATURE);
        assertThatThrownBy(() -> issue("lost.example", false)).isNotNull();
        pki.signer.fail(FaultySigner.Fault.NONE);
        var owed = obligations.of(ACTOR, pki.issuing.identity().id().label());
        assertThat(owed.unexpired()).isOne();
        assertThat(owed.lastExpiry())
                .isEqualTo(pki.clock.instant().plus(Duration.ofDays(90)).minusSeconds(1));
        assertThat(owed.hindersRetirement(pki.clock.instant())).hasSize(2);
    }

    @Test
    @Order(4)
    void historyIsCountedByDay() {
        for (var day = 0; day < 4; day++) {
            issue("kept-" + day + ".example", false);
            issue("gone-" + day + ".example", true);
            issue("gone-too-" + day + ".example", true);
            pki.crls.issue(ACTOR, pki.issuing.identity().id());
            pki.advance(Duration.ofDays(10));
        }
        var now = pki.clock.instant();
        var begin = LocalDate.parse("2026-11-21");
        var history =
                ledger.history(
                        ROLE,
                        pki.issuing.identity().id(),
                        CrlScope.COMPLETE,
                        LocalDate.parse("2026-10-02"),
                        now);
        assertThat(history.today()).isEqualTo(begin.plusDays(40));
        assertThat(history.since()).isEqualTo(begin);
        assertThat(history.days())
                .containsExactly(
                        new RevocationHistory.Day(begin, 2, 2),
                        new RevocationHistory.Day(begin.plusDays(10), 2, 2),
                        new RevocationHistory.Day(begin.plusDays(20), 2, 2),
                        new RevocationHistory.Day(begin.plusDays(30), 2, 2));
        assertThat(history.residualLife()).isEqualTo(Map.of(90, 8L));
        assertThat(history.entries())
                .containsEntry(begin.plusDays(90), 2L)
                .containsEntry(begin.plusDays(120), 2L)
                .hasSize(4);
        assertThat(history.crls())
                .hasSize(4)
                .last()
                .satisfies(crl -> {
                    assertThat(crl.entries()).isEqualTo(8);
                    assertThat(crl.bytes()).isGreaterThan(8 * 40);
                });
        // Four kept, and the one whose signature was lost.
        assertThat(ledger.certificatesOut(pki.issuing.identity().id(), now)).isEqualTo(5);
        assertThat(history.rate().perDay()).isEqualTo(0.2);
    }

    @Test
    @Order(5)
    void aBudgetIsSetByAnOfficerAndAudited() {
        assertThatThrownBy(() -> budget(new Actor.Principal("a", TrustedRole.Auditor), 10L))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> budget(ACTOR, 0L))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_VALUE));
        assertThatThrownBy(() -> new SetCrlBudget(ledger, pki.clock).set(ACTOR, "nobody", 1L, 1L))
                .hasMessageContaining("There is no lineage 'nobody'. No budget was set");
        budget(new Actor.Principal("olga", TrustedRole.Officer), 12L);
        assertThat(overview().settings().budget()).isEqualTo(new CrlBudget(12L, null));
        assertThat(
                        pki.asOwner()
                                .select(AUDIT_EVENT.ACTOR, AUDIT_EVENT.DETAILS)
                                .from(AUDIT_EVENT)
                                .where(AUDIT_EVENT.KIND.eq("BudgetSet"))
                                .fetchSingle())
                .satisfies(row -> {
                    assertThat(row.value1()).isEqualTo("olga");
                    assertThat(row.value2().data())
                            .contains("\"lineage\": \"servers\"")
                            .contains("\"entries\": \"12\"");
                });
    }

    @Test
    @Order(6)
    void aRollIsProposedWithDatesThatFollowFromTheHistory() {
        var overview = overview();
        var forecast = java.util.Objects.requireNonNull(overview.forecast());
        assertThat(forecast.points().getFirst().expected()).isEqualTo(8);
        assertThat(forecast.points().getLast().day()).isEqualTo("2031-11-20");
        assertThat(forecast.rate().isTooLittleHistory()).isTrue();
        var crossing = java.util.Objects.requireNonNull(forecast.crossing());
        // Eight, and one more in five days: above twelve on day 23, when 0.2 a day make 4.6.
        assertThat(crossing.expected()).isEqualTo(forecast.points().get(23).day());
        assertThat(overview.proposals())
                .extracting(RollProposal::reason)
                .containsExactly(
                        RollProposal.Reason.CRL_BUDGET, RollProposal.Reason.LAST_SAFE_ISSUE);
        assertThat(overview.proposals().getFirst().isDue(pki.clock.instant())).isTrue();
        assertThat(overview.lastSafeIssue().orElseThrow().at())
                .isEqualTo(
                        pki.issuing
                                .certificate()
                                .notAfter()
                                .minus(Duration.ofDays(90))
                                .plusSeconds(1));
    }

    @Test
    @Order(7)
    void lastSafeIssueIsTheLastThatIsIssued() {
        var last = overview().lastSafeIssue().orElseThrow().at();
        pki.advance(Duration.between(pki.clock.instant(), last));
        issue("last.example", false);
        pki.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> issue("late.example", false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("its issuer CN=Test Issuing,O=Example only until");
        var owed = obligations.of(ACTOR, pki.issuing.identity().id().label());
        assertThat(owed.lastExpiry()).isEqualTo(pki.issuing.certificate().notAfter());
        assertThat(owed.unexpired()).isOne();
    }

    @Test
    @Order(8)
    void lifeIsTracedThroughTheStates() {
        var trace = new TraceGenerations(pki.authorities, chronicle, pki.acts, pki.clock);
        var begin = Instant.parse("2026-11-21T08:00:00Z");
        var disabled = pki.issuing.disabled(pki.clock.instant());
        pki.authorities.moved(pki.issuing, disabled, ACTOR);
        var life =
                trace.all(ACTOR).stream()
                        .filter(each -> each.generation().identity().equals(pki.issuing.identity()))
                        .findFirst()
                        .orElseThrow();
        assertThat(life.issuing())
                .containsExactly(new TraceGenerations.Span(begin, pki.clock.instant()));
        assertThat(life.certificates())
                .singleElement()
                .satisfies(certificate -> {
                    assertThat(certificate.issuer()).isEqualTo(pki.root.identity().id());
                    assertThat(certificate.notAfter())
                            .isEqualTo(pki.issuing.certificate().notAfter());
                    assertThat(certificate.isCross()).isFalse();
                });
        assertThat(life.answersUntil()).isEqualTo(pki.issuing.certificate().notAfter());
        assertThat(overview().forecast()).isNull();
        assertThat(forecasts.forecast(ACTOR, ROLE)).isEmpty();
    }
}
