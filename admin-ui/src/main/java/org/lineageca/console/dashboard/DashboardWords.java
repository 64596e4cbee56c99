package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.forecast.Crossing;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Instants;

/** What stands on the dashboard beside the notices. */
final class DashboardWords {

    private static final Texts TEXTS = Texts.of(DashboardWords.class);

    private DashboardWords() {}

    static String title() {
        return TEXTS.say("dashboard");
    }

    static String agenda() {
        return TEXTS.say("what-needs-somebody");
    }

    static String allWell() {
        return TEXTS.say("nothing-does-what-lies-ahead");
    }

    static String approvals() {
        return TEXTS.say("your-approvals");
    }

    static String noApprovals() {
        return TEXTS.say("nothing-waits-for-you");
    }

    static String jobs() {
        return TEXTS.say("being-carried-out");
    }

    static String noJobs() {
        return TEXTS.say("nothing-is");
    }

    static String tokens() {
        return TEXTS.say("tokens");
    }

    static String noTokens() {
        return TEXTS.say("no-token-was-asked-yet");
    }

    static String programs() {
        return TEXTS.say("responders-and-publishers");
    }

    static String noPrograms() {
        return TEXTS.say("none-is-configured");
    }

    static String audit() {
        return TEXTS.say("audit-log");
    }

    static String tree() {
        return TEXTS.say("authorities");
    }

    static String noTree() {
        return TEXTS.say("there-is-no-authority-yet");
    }

    static String budgets() {
        return TEXTS.say("crls-and-their-budgets");
    }

    static String noBudgets() {
        return TEXTS.say("nothing-issues-yet");
    }

    static String outageHeadline() {
        return TEXTS.say("the-installation-cannot-be-read");
    }

    static String signs() {
        return TEXTS.say("signs");
    }

    static String closed() {
        return TEXTS.say("not-opened");
    }

    static String gone() {
        return TEXTS.say("does-not-sign");
    }

    static String checkpoint() {
        return TEXTS.say("last-checkpoint");
    }

    static String sealed() {
        return TEXTS.say("sealed");
    }

    static String unsealed() {
        return TEXTS.say("not-sealed");
    }

    static String broken() {
        return TEXTS.say("broken");
    }

    static String noCheckpoint() {
        return TEXTS.say("none-yet");
    }

    static String root() {
        return TEXTS.say("root");
    }

    static String offline() {
        return TEXTS.say("offline");
    }

    static String noBudget() {
        return TEXTS.say("no-budget");
    }

    static String overBudget() {
        return TEXTS.say("over-it");
    }

    static String reckoning() {
        return TEXTS.say("being-reckoned");
    }

    static String outage(Instant since, String why, @Nullable Facts last) {
        return TEXTS.say(
                "it-began-at-utc-run",
                NoticeWords.sentence(why),
                last == null
                        ? TEXTS.say("nothing-was-read-yet")
                        : TEXTS.say("what-stands-here-is-of", Instants.show(last.at())),
                Instants.timeOfDay(since));
    }

    /** For those who do not see colours. */
    static String said(Urgency urgency) {
        return switch (urgency) {
            case NOW -> TEXTS.say("said.now");
            case SOON -> TEXTS.say("said.soon");
            case AHEAD -> TEXTS.say("said.ahead");
        };
    }

    static String ofBudget(double share) {
        return TEXTS.say("of-the-budget", Math.round(share * 100));
    }

    static String further(int count) {
        return TEXTS.say("and-more-that-take-their", count);
    }

    static String more(int count) {
        return TEXTS.say("and-others", count);
    }

    static String testSignature(Probe.Signed signed) {
        return TEXTS.say(
                "test-signature-utc-ms",
                Instants.timeOfDay(signed.at()),
                Numbers.show(signed.latency().toNanos() / 1e6, 1));
    }

    static String asked(Instant at) {
        return TEXTS.say("asked-utc", Instants.timeOfDay(at));
    }

    static String lag(String lag) {
        return lag.isEmpty() ? "" : TEXTS.say("lag", lag);
    }

    static String checkpoint(long leaves, Instant sealed, Instant now) {
        var age = Duration.between(sealed, now);
        return TEXTS.say(
                "events-ago",
                Numbers.show(leaves),
                Instants.show(age.isNegative() ? Duration.ZERO : age));
    }

    static String issued(String age) {
        return TEXTS.say("issued-ago", age);
    }

    static String asOf(Instant at) {
        return TEXTS.say("as-of-utc", Instants.timeOfDay(at));
    }

    static String state(String state) {
        return StateWords.of(state);
    }

    static String proposedBy(DecidedAct.Signature proposal, Instant now) {
        return TEXTS.say("by", proposal.name(), Instants.relative(proposal.at(), now));
    }

    static String ceremonyDrafted(Ceremony ceremony, Instant now) {
        return TEXTS.say(
                "ceremony-by", ceremony.draftedBy(), Instants.relative(ceremony.draftedAt(), now));
    }

    static String entries(long count) {
        return count == 1 ? TEXTS.say("1-entry") : TEXTS.say("entries", Numbers.show(count));
    }

    /** When a budget is crossed, in a few words. */
    static String crossing(@Nullable Crossing crossing) {
        if (crossing == null) {
            return TEXTS.say("grows-without-a-limit");
        }
        if (crossing.earliest() == null) {
            return TEXTS.say("lasts-to-the-end");
        }
        return crossing.expected() == null
                ? TEXTS.say("lasts-at-the-earliest", crossing.earliest())
                : TEXTS.say("until", crossing.expected());
    }

    /** How long is left, or by how much it is over. */
    static String left(@Nullable Instant due, Instant now) {
        if (due == null) {
            return TEXTS.say("now");
        }
        var left = Duration.between(now, due);
        return left.isNegative()
                ? TEXTS.say("over", Instants.show(left.negated()))
                : TEXTS.say("left", Instants.show(left));
    }

    static String headline(long atOnce, long soon) {
        if (atOnce == 0 && soon == 0) {
            return TEXTS.say("nothing-needs-anybody-now");
        }
        var now =
                atOnce == 1
                        ? TEXTS.say("1-thing-needs-somebody-now")
                        : TEXTS.say("things-need-somebody-now", atOnce);
        return atOnce == 0
                ? TEXTS.say("to-be-seen-to-soon", soon)
                : soon == 0 ? now + "." : TEXTS.say("soon", now, soon);
    }
}
