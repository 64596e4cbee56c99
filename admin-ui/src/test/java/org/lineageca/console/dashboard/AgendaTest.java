package org.lineageca.console.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.console.dashboard.TestInstallation.NOW;
import static org.lineageca.console.dashboard.TestInstallation.WEEK;
import static org.lineageca.console.dashboard.TestInstallation.YEAR;
import static org.lineageca.console.dashboard.TestInstallation.crl;
import static org.lineageca.console.dashboard.TestInstallation.id;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.RollProposals;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.dashboard.Facts.OpenAct;

/** What needs somebody, as the clock goes on and things break. */
class AgendaTest {

    private final TestInstallation installation = new TestInstallation();

    private Agenda agenda(Instant now) {
        return Agenda.of(DashboardPresenter.notices(installation.facts(now)));
    }

    @Test
    void whereAllIsWellNothingIsUrgentAndWhatLiesAheadIsSeen() {
        var agenda = agenda(NOW);
        assertThat(agenda.count(Urgency.NOW)).isZero();
        assertThat(agenda.count(Urgency.SOON)).isZero();
        assertThat(agenda.lines())
                .extracting(line -> line.first().matter())
                .containsExactly(Matter.CRL, Matter.OCSP_SIGNER, Matter.ROOT);
        assertThat(agenda.further()).isZero();
    }

    @Test
    void anIssueBatchUnderWayIsAmongTheJobs() {
        var batch =
                new IssueBatch.Paused(
                        new IssueBatch.Facts(7, "tls-server", "host", NOW, 1_000),
                        new IssueBatch.Progress(250, 2, Duration.ofSeconds(1), null),
                        new IssueBatch.Move("olga", NOW));
        installation.batches.add(new IssueInBatches.Watched(batch, null, null));
        var auditor = new Actor.Principal("vera", TrustedRole.Auditor);
        assertThat(WorkMaking.part(auditor, installation.facts(NOW)).jobs())
                .containsExactly(
                        new DashboardPage.JobRow(
                                "batch-7",
                                "Issue batch 7, tls-server",
                                "Paused. 250 of 1,000 requests answered, 2 refused.",
                                0.25,
                                new Next.ToCertificates()));
    }

    @Test
    void everyFaultHasALineWithItsCauseAndWhatToDo() {
        installation.breakEverything();
        var agenda = agenda(NOW);
        assertThat(agenda.lines()).hasSizeLessThanOrEqualTo(Agenda.LINES);
        assertThat(agenda.lines())
                .extracting(line -> line.first().matter())
                .containsExactlyInAnyOrder(Matter.values());
        assertThat(agenda.lines()).noneMatch(Agenda.Line::isSeveral);
        assertThat(agenda.lines())
                .allSatisfy(line -> {
                    var text = line.first().text();
                    assertThat(text.what()).isNotBlank();
                    assertThat(text.cause()).endsWith(".");
                    assertThat(text.action()).isNotBlank();
                });
        assertThat(agenda.lines()).extracting(line -> line.first().urgency()).isSorted();
    }

    @Test
    void nothingUrgentFallsOffHoweverMuchOfItThereIs() {
        installation.breakEverything();
        for (var i = 0; i < 60; i++) {
            installation.crls.add(crl("expired " + i, NOW.minus(YEAR), WEEK, 1));
            installation.people.add(TestInstallation.person("p" + i, NOW.plusSeconds(i)));
        }
        var urgent = Set.copyOf(installation.urgent(NOW));
        var agenda = agenda(NOW);
        assertThat(agenda.lines()).hasSize(Agenda.LINES);
        assertThat(
                        agenda.lines().stream()
                                .flatMap(line -> line.notices().stream())
                                .collect(Collectors.toSet()))
                .containsAll(urgent);
        var several = agenda.lines().stream().filter(Agenda.Line::isSeveral).toList();
        assertThat(several)
                .extracting(line -> NoticeWords.several(line).what())
                .containsExactlyInAnyOrder(
                        "61 CRLs run out or have expired", "61 people's certificates run out");
    }

    @Test
    void whatTakesItsCourseIsCountedWhereItHasNoLine() {
        for (var i = 0; i < 50; i++) {
            installation.crls.add(crl("fresh " + i, NOW.minusSeconds(i), WEEK, 1));
        }
        var agenda = agenda(NOW);
        assertThat(agenda.lines()).hasSize(Agenda.LINES);
        assertThat(agenda.further()).isEqualTo(53 - Agenda.LINES);
        assertThat(agenda.lines())
                .extracting(line -> line.first().matter())
                .contains(Matter.CRL, Matter.OCSP_SIGNER, Matter.ROOT);
    }

    @Test
    void aCrlIsRenewedByItselfAndIsUrgentWhenItWasNot() {
        // Due a day after it was issued, two hours ago; good for seven.
        assertThat(installation.urgency(Matter.CRL, NOW.plus(Duration.ofHours(20))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.CRL, NOW.plus(Duration.ofHours(23))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.CRL, NOW.plus(WEEK).minus(Duration.ofHours(12))))
                .isEqualTo(Urgency.NOW);
        assertThat(installation.urgent(NOW.plus(WEEK)))
                .filteredOn(notice -> notice.matter() == Matter.CRL)
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.text().what()).isEqualTo("CRL of CN servers has expired");
                    assertThat(notice.next())
                            .isEqualTo(new Next.ToCrl(id("servers").label(), "complete"));
                });
    }

    @Test
    void aCrlThatACeremonySignedAheadPutsTheNextCeremonyOff() {
        var in20Days = NOW.plus(Duration.ofDays(20));
        installation.crls.set(1, TestInstallation.offline("root", in20Days, null));
        assertThat(installation.urgency(Matter.ROOT, NOW)).isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.ROOT, in20Days.minus(Duration.ofDays(6))))
                .isEqualTo(Urgency.NOW);
        installation.crls.set(1, TestInstallation.offline("root", in20Days, NOW.plus(YEAR)));
        assertThat(installation.urgency(Matter.ROOT, NOW)).isEqualTo(Urgency.AHEAD);
    }

    @Test
    void aCrlWithoutARevocationOnRecordIsSaidToBeHeldBack() {
        var root = TestInstallation.offline("root", NOW.plus(YEAR), null);
        installation.crls.set(1, TestInstallation.heldBack(root, 4));
        assertThat(installation.urgent(NOW))
                .filteredOn(notice -> notice.matter() == Matter.REVOCATION)
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.urgency()).isEqualTo(Urgency.NOW);
                    assertThat(notice.text().what()).isEqualTo("CRL 4 of CN root is held back");
                    assertThat(notice.next()).isEqualTo(new Next.ToCeremonies());
                });
    }

    @Test
    void aRootIsRolledBeforeWhatItSignsWouldOutliveIt() {
        // It ends in 20 years; the longest certificate below it is of 6.
        assertThat(installation.urgency(Matter.ROOT, NOW.plus(Duration.ofDays(100))))
                .isEqualTo(Urgency.AHEAD);
        installation.crls.remove(1);
        var due = NOW.plus(YEAR.multipliedBy(14));
        assertThat(installation.urgency(Matter.ROOT, due.minus(Duration.ofDays(100))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.ROOT, due.minus(Duration.ofDays(80))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.ROOT, due.plusSeconds(1))).isEqualTo(Urgency.NOW);
    }

    @Test
    void anOcspSignerIsUrgentWhenItWasNotRenewedAtHalfOfItsLife() {
        assertThat(installation.urgency(Matter.OCSP_SIGNER, NOW.plus(Duration.ofDays(11))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.OCSP_SIGNER, NOW.plus(Duration.ofDays(13))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.OCSP_SIGNER, NOW.plus(Duration.ofDays(25))))
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void theLastSafeIssueIsAnnouncedAMonthAhead() {
        var at = NOW.plus(YEAR);
        assertThat(
                        installation.urgency(
                                Matter.LAST_SAFE_ISSUE,
                                at.minus(RollProposals.LEAD_TIME).minusSeconds(1)))
                .isEqualTo(Urgency.AHEAD);
        assertThat(
                        installation.urgency(
                                Matter.LAST_SAFE_ISSUE,
                                at.minus(RollProposals.LEAD_TIME).plusSeconds(1)))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.LAST_SAFE_ISSUE, at.plusSeconds(1)))
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void aCrlOverItsBudgetIsUrgent() {
        installation.role = installation.role(new CrlBudget(100L, null), NOW.plus(YEAR));
        assertThat(installation.urgency(Matter.CRL_BUDGET, NOW)).isEqualTo(Urgency.AHEAD);
        installation.role = installation.role(new CrlBudget(null, 3_999L), NOW.plus(YEAR));
        assertThat(installation.urgency(Matter.CRL_BUDGET, NOW)).isEqualTo(Urgency.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_COMPROMISE, PT11H, SOON, PT24H",
        "KEY_COMPROMISE, PT13H, NOW, PT24H",
        "UNSPECIFIED, PT13H, NOW, PT24H",
        "SUPERSEDED, PT59H, SOON, PT120H",
        "CESSATION_OF_OPERATION, PT61H, NOW, PT120H"
    })
    void aRevocationRunsAgainstTheClockOfItsReason(
            RevocationReason reason, Duration waited, Urgency urgency, Duration limit) {
        var at = NOW.minus(waited);
        for (OpenAct open :
                Arrays.asList(
                        TestInstallation.proposed(4, TestInstallation.revocation(reason), at),
                        TestInstallation.list(4, reason, at, NOW))) {
            installation.acts.clear();
            installation.acts.add(open);
            assertThat(installation.urgent(NOW))
                    .singleElement()
                    .satisfies(notice -> {
                        assertThat(notice.matter()).isEqualTo(Matter.REVOCATION);
                        assertThat(notice.urgency()).isEqualTo(urgency);
                        assertThat(notice.due()).isEqualTo(at.plus(limit));
                        assertThat(notice.next()).isEqualTo(new Next.ToAct(4));
                    });
        }
    }

    @Test
    void anActThatWaitsForADayIsToBeSeenTo() {
        installation.acts.add(TestInstallation.proposed(5, new Act.Disable(id("servers")), NOW));
        assertThat(installation.urgency(Matter.ACT, NOW.plus(Duration.ofHours(23))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.ACT, NOW.plus(Duration.ofHours(25))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.ACT, NOW.plus(Duration.ofDays(6))))
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void aListThatDoesNotComeFurtherIsStuck() {
        installation.acts.add(TestInstallation.list(6, RevocationReason.SUPERSEDED, NOW, NOW));
        assertThat(installation.urgency(Matter.JOB, NOW.plus(Duration.ofMinutes(4))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.JOB, NOW.plus(Duration.ofMinutes(6))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.JOB, NOW.plus(Duration.ofHours(1))))
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void aCutOverThatWaitsForItsDayIsNotStuck() {
        var day = NOW.plus(Duration.ofDays(90));
        installation.acts.add(
                TestInstallation.approved(
                        7, new Act.CutOver(id("servers"), id("next"), day, false), NOW));
        assertThat(installation.urgency(Matter.JOB, NOW.plus(Duration.ofDays(80))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(agenda(NOW).lines()).anyMatch(line -> day.equals(line.first().due()));
    }

    @Test
    void anEventThatIsNotSealedIsUrgentAndAQuietLogIsNot() {
        assertThat(installation.urgency(Matter.AUDIT, NOW.plus(YEAR))).isEqualTo(Urgency.AHEAD);
        installation.audit = new Facts.Audit(400, NOW.minusSeconds(90), NOW, null, null);
        assertThat(installation.urgency(Matter.AUDIT, NOW.plusSeconds(20)))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.AUDIT, NOW.plusSeconds(40))).isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.AUDIT, NOW.plusSeconds(400))).isEqualTo(Urgency.NOW);
        installation.audit =
                new Facts.Audit(400, NOW, null, "Leaf 7 is not what was sealed.", null);
        assertThat(installation.urgency(Matter.AUDIT, NOW)).isEqualTo(Urgency.NOW);
    }

    @Test
    void aDatabaseThatIsOlderThanWhatWasSignedIsSaidWithTheWayOn() {
        installation.audit =
                new Facts.Audit(
                        400,
                        NOW,
                        null,
                        "It has 400 leaves, not 500.",
                        "It has 400 leaves, not 500.");

        var notice = agenda(NOW).lines().getFirst().first();

        assertThat(notice.matter()).isEqualTo(Matter.AUDIT);
        assertThat(notice.urgency()).isEqualTo(Urgency.NOW);
        assertThat(notice.text().what())
                .isEqualTo("Nothing is signed: the database was restored from an older backup");
        assertThat(notice.text().cause()).contains("docs/runbook-restore.md");
    }

    @Test
    void aPersonsCertificateIsAnnouncedAMonthAhead() {
        assertThat(installation.urgency(Matter.CREDENTIAL, NOW.plus(Duration.ofDays(334))))
                .isEqualTo(Urgency.AHEAD);
        assertThat(installation.urgency(Matter.CREDENTIAL, NOW.plus(Duration.ofDays(340))))
                .isEqualTo(Urgency.SOON);
        assertThat(installation.urgency(Matter.CREDENTIAL, NOW.plus(Duration.ofDays(360))))
                .isEqualTo(Urgency.NOW);
    }

    @Test
    void whatIsBrokenComesBeforeWhatHasTimeLeft() {
        installation.breakEverything();
        var lines = agenda(NOW).lines();
        var firstWithTime =
                IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).first().due() != null)
                        .findFirst()
                        .orElseThrow();
        assertThat(lines.subList(0, firstWithTime))
                .extracting(line -> line.first().matter())
                .startsWith(Matter.TOKEN, Matter.RESPONDER);
    }

    @Test
    void howLongIsLeftIsSaid() {
        assertThat(DashboardWords.left(NOW.plus(Duration.ofHours(3)), NOW)).isEqualTo("3 h left");
        assertThat(DashboardWords.left(NOW.minus(Duration.ofDays(2)), NOW)).isEqualTo("2 d over");
        assertThat(DashboardWords.left(null, NOW)).isEqualTo("now");
        assertThat(DashboardWords.headline(0, 0)).isEqualTo("Nothing needs anybody now.");
        assertThat(DashboardWords.headline(1, 2)).isEqualTo("1 thing needs somebody now, 2 soon.");
    }
}
