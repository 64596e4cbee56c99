package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.forecast.Crossing;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.shell.Instants;

/** What stands on the dashboard beside the notices. */
final class DashboardWords {

    static final String TITLE = "Dashboard";
    static final String AGENDA = "What needs somebody";
    static final String ALL_WELL = "Nothing does. What lies ahead stands here half a year before.";
    static final String APPROVALS = "Your approvals";
    static final String NO_APPROVALS = "Nothing waits for you.";
    static final String JOBS = "Being carried out";
    static final String NO_JOBS = "Nothing is.";
    static final String TOKENS = "Tokens";
    static final String NO_TOKENS = "No token was asked yet.";
    static final String PROGRAMS = "Responders and publishers";
    static final String NO_PROGRAMS = "None is configured.";
    static final String AUDIT = "Audit log";
    static final String TREE = "Authorities";
    static final String NO_TREE = "There is no authority yet.";
    static final String BUDGETS = "CRLs and their budgets";
    static final String NO_BUDGETS = "Nothing issues yet.";
    static final String OUTAGE_HEADLINE = "The installation cannot be read.";

    static final String SIGNS = "signs";
    static final String CLOSED = "not opened";
    static final String GONE = "does not sign";
    static final String CHECKPOINT = "Last checkpoint";
    static final String SEALED = "sealed";
    static final String UNSEALED = "not sealed";
    static final String BROKEN = "broken";
    static final String NO_CHECKPOINT = "none yet";
    static final String ROOT = "root";
    static final String OFFLINE = "offline";
    static final String NO_BUDGET = "no budget";
    static final String OVER_BUDGET = "over it";
    static final String RECKONING = "being reckoned";

    private DashboardWords() {}

    static String outage(Instant since, String why, @Nullable Facts last) {
        return NoticeWords.sentence(why)
                + (last == null
                        ? " Nothing was read yet."
                        : " What stands here is of " + Instants.show(last.at()) + ".")
                + " It began at "
                + Instants.timeOfDay(since)
                + " UTC. Run `lineage status`.";
    }

    /** For those who do not see colours. */
    static String said(Urgency urgency) {
        return switch (urgency) {
            case NOW -> "Now: ";
            case SOON -> "Soon: ";
            case AHEAD -> "Ahead: ";
        };
    }

    static String ofBudget(double share) {
        return Math.round(share * 100) + " % of the budget";
    }

    static String further(int count) {
        return "and " + count + " more that take their course";
    }

    static String more(int count) {
        return "and " + count + " more";
    }

    static String testSignature(Probe.Signed signed) {
        return String.format(
                Locale.ROOT,
                "test signature %s UTC, %.1f ms",
                Instants.timeOfDay(signed.at()),
                signed.latency().toNanos() / 1e6);
    }

    static String asked(Instant at) {
        return "asked " + Instants.timeOfDay(at) + " UTC";
    }

    static String lag(String lag) {
        return lag.isEmpty() ? "" : "lag " + lag;
    }

    static String checkpoint(long leaves, Instant sealed, Instant now) {
        var age = Duration.between(sealed, now);
        return String.format(
                Locale.ROOT,
                "%,d events, %s ago",
                leaves,
                Instants.show(age.isNegative() ? Duration.ZERO : age));
    }

    static String issued(String age) {
        return "issued " + age + " ago";
    }

    static String asOf(Instant at) {
        return "as of " + Instants.timeOfDay(at) + " UTC";
    }

    static String state(String state) {
        return state.equals("AwaitingCertificate") ? "Awaiting certificate" : state;
    }

    static String proposedBy(DecidedAct.Signature proposal, Instant now) {
        return "by " + proposal.name() + ", " + Instants.relative(proposal.at(), now);
    }

    static String ceremonyDrafted(Ceremony ceremony, Instant now) {
        return "ceremony, by "
                + ceremony.draftedBy()
                + ", "
                + Instants.relative(ceremony.draftedAt(), now);
    }

    static String entries(long count) {
        return count == 1 ? "1 entry" : String.format(Locale.ROOT, "%,d entries", count);
    }

    /** When a budget is crossed, in a few words. */
    static String crossing(@Nullable Crossing crossing) {
        if (crossing == null) {
            return "grows without a limit";
        }
        if (crossing.earliest() == null) {
            return "lasts to the end";
        }
        return crossing.expected() == null
                ? "lasts; " + crossing.earliest() + " at the earliest"
                : "until " + crossing.expected();
    }

    /** How long is left, or by how much it is over. */
    static String left(@Nullable Instant due, Instant now) {
        if (due == null) {
            return "now";
        }
        var left = Duration.between(now, due);
        return left.isNegative()
                ? Instants.show(left.negated()) + " over"
                : Instants.show(left) + " left";
    }

    static String headline(long atOnce, long soon) {
        if (atOnce == 0 && soon == 0) {
            return "Nothing needs anybody now.";
        }
        var now = atOnce == 1 ? "1 thing needs somebody now" : atOnce + " things need somebody now";
        return atOnce == 0
                ? soon + " to be seen to soon."
                : soon == 0 ? now + "." : now + ", " + soon + " soon.";
    }
}
