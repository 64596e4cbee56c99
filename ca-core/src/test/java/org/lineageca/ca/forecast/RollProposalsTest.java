package org.lineageca.ca.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.forecast.TestGenerations.BEGIN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.profile.ReadyMade;

class RollProposalsTest {

    private static final Instant END = Instant.parse("2031-11-21T07:59:59Z");
    private static final Generation.Enabled ENABLED = TestGenerations.enabled(1, END);

    private static List<RollProposal> proposals(
            @Nullable LastSafeIssue last, @Nullable Crossing crossing, Generation... others) {
        var lineage = new java.util.ArrayList<Generation>(List.of(others));
        lineage.addFirst(ENABLED);
        return RollProposals.of(ENABLED, lineage, last, crossing, RollProposals.LEAD_TIME);
    }

    @Test
    void theLastSafeIssueIsTheLastThatEndsWithItsIssuer() {
        var profiles =
                List.of(
                        profile("short", Duration.ofDays(90)),
                        profile("long", Duration.ofDays(365)));
        var last = LastSafeIssue.of(ENABLED, profiles);
        assertThat(last).extracting(LastSafeIssue::profile).containsExactly("long", "short");
        // A certificate of 365 days that begins then ends in the second its issuer ends.
        assertThat(last.getFirst().at().plus(Duration.ofDays(365)).minusSeconds(1)).isEqualTo(END);
    }

    @Test
    void thePressingOneComesFirstAndKeepsTheLeadTime() {
        var last = new LastSafeIssue("long", Instant.parse("2030-11-21T08:00:00Z"));
        var day = LocalDate.parse("2027-05-01");
        var proposals = proposals(last, new Crossing(day, day.plusDays(40), null));
        assertThat(proposals)
                .extracting(RollProposal::reason)
                .containsExactly(
                        RollProposal.Reason.CRL_BUDGET, RollProposal.Reason.LAST_SAFE_ISSUE);
        assertThat(proposals.getFirst().by()).isEqualTo("2027-04-01T00:00:00Z");
        assertThat(proposals.getFirst().isDue(Instant.parse("2027-03-31T23:59:59Z"))).isFalse();
        assertThat(proposals.getFirst().isDue(Instant.parse("2027-04-01T00:00:00Z"))).isTrue();
        assertThat(proposals.getLast().by()).isEqualTo("2030-10-22T08:00:00Z");
    }

    @Test
    void aBudgetThatLastsOrIsNotSetProposesNothing() {
        assertThat(proposals(null, new Crossing(null, null, null))).isEmpty();
        assertThat(proposals(null, null)).isEmpty();
    }

    @Test
    void withAStagedSpareNoRootIsNeeded() {
        var day = LocalDate.parse("2027-05-01");
        var spare = TestGenerations.staged(2, END.plus(Duration.ofDays(300)));
        var steps = proposals(null, new Crossing(day, day, day), spare).getFirst().steps();
        assertThat(steps)
                .hasSize(2)
                .first()
                .asString()
                .contains("Test Issuing CA 2", "The root is not needed");
        assertThat(steps.getLast()).contains("another approves");
    }

    @Test
    void aSpareThatEndsWithThePresentOneDoesNotHelpAgainstItsEnd() {
        var last = new LastSafeIssue("long", Instant.parse("2030-11-21T08:00:00Z"));
        var spare = TestGenerations.staged(2, END);
        var steps = proposals(last, null, spare).getFirst().steps();
        assertThat(steps.getFirst()).contains("No spare is staged");
        assertThat(steps.get(1)).contains("the root's ceremony");
    }

    @Test
    void aKeyThatAwaitsItsCertificateIsUsedFirst() {
        var day = LocalDate.parse("2027-05-01");
        var waiting = new Generation.AwaitingCertificate(TestGenerations.identity(3), BEGIN);
        assertThat(
                        proposals(null, new Crossing(day, day, day), waiting)
                                .getFirst()
                                .steps()
                                .getFirst())
                .contains("Test Issuing CA 3")
                .contains("awaits its certificate");
    }

    private static CertificateProfile profile(String name, Duration validity) {
        return ReadyMade.derive(name, CertificateTemplate.TLS_SERVER, "tests", validity, false)
                .profile();
    }
}
