package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.dashboard.Facts.OpenAct;

/** Acts that wait for somebody, or do not come further. */
final class WorkRules {

    /** BR 4.9.1.2, for the certificate of a CA. */
    private static final Duration SEVEN_DAYS = Duration.ofDays(7);

    private static final Duration PROPOSED_LONG = Duration.ofDays(1);
    private static final Duration PROPOSED_TOO_LONG = Duration.ofDays(5);
    private static final Duration WAITS_LONG = Duration.ofDays(2);
    private static final Duration WAITS_TOO_LONG = Duration.ofDays(14);

    /** A list is taken up again within a minute. */
    private static final Duration NO_PROGRESS = Duration.ofMinutes(5);

    private static final Duration STUCK = Duration.ofMinutes(30);

    /** Of a clock's whole time, the part that is left when it becomes urgent. */
    private static final int HALF = 2;

    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();

    private WorkRules(Instant now) {
        this.now = now;
    }

    static List<Notice> of(Facts facts) {
        var rules = new WorkRules(facts.at());
        facts.work().acts().forEach(rules::act);
        return rules.notices;
    }

    private void act(OpenAct open) {
        var clock = clock(open.act().plan().act());
        if (clock.isPresent()) {
            revocation(open, clock.get());
        }
        switch (open.act()) {
            case DecidedAct.Proposed proposed when clock.isEmpty() -> proposed(open, proposed);
            case DecidedAct.Approved approved -> approved(open, approved);
            case DecidedAct.Proposed _, DecidedAct.Done _, DecidedAct.Withdrawn _ -> {}
        }
    }

    /** How long a revocation may take from the request for it on; empty for other acts. */
    static Optional<Duration> clock(Act act) {
        if (act instanceof Act.RevokeCertificates revoke) {
            return revoke.terms().isDrill()
                    ? Optional.empty()
                    : Optional.of(revoke.reason().limit());
        }
        return act instanceof Act.RevokeCa ? Optional.of(SEVEN_DAYS) : Optional.empty();
    }

    private void revocation(OpenAct open, Duration limit) {
        var due = open.act().proposal().at().plus(limit);
        var urgency = now.plus(limit.dividedBy(HALF)).isAfter(due) ? Urgency.NOW : Urgency.SOON;
        notices.add(
                new Notice(
                        Matter.REVOCATION,
                        urgency,
                        "revocation-" + open.act().id(),
                        NoticeWords.revocationClock(open, limit),
                        due,
                        new Next.ToAct(open.act().id())));
    }

    private void proposed(OpenAct open, DecidedAct.Proposed proposed) {
        var waited = Duration.between(proposed.proposal().at(), now);
        if (waited.compareTo(PROPOSED_LONG) < 0) {
            return;
        }
        notices.add(
                new Notice(
                        Matter.ACT,
                        waited.compareTo(PROPOSED_TOO_LONG) < 0 ? Urgency.SOON : Urgency.NOW,
                        "act-" + open.act().id(),
                        NoticeWords.actWaits(open, waited),
                        null,
                        new Next.ToAct(open.act().id())));
    }

    private void approved(OpenAct open, DecidedAct.Approved approved) {
        var progressAt = open.progressAt();
        if (open.batch() != null && progressAt != null) {
            late(open, Duration.between(progressAt, now), NO_PROGRESS, STUCK);
        } else if (approved.plan().act() instanceof Act.CutOver cutOver
                && (cutOver.whenNeeded() || isAhead(cutOver))) {
            ahead(open, cutOver);
        } else {
            late(open, Duration.between(approved.approval().at(), now), WAITS_LONG, WAITS_TOO_LONG);
        }
    }

    private boolean isAhead(Act.CutOver cutOver) {
        var at = cutOver.notBefore();
        return at != null && at.isAfter(now);
    }

    private void ahead(OpenAct open, Act.CutOver cutOver) {
        var at = cutOver.notBefore();
        if (at != null) {
            notices.add(
                    new Notice(
                            Matter.JOB,
                            Urgency.AHEAD,
                            "job-" + open.act().id(),
                            NoticeWords.cutOverAhead(open),
                            at,
                            new Next.ToAct(open.act().id())));
        }
    }

    private void late(OpenAct open, Duration waited, Duration isLong, Duration isTooLong) {
        if (waited.compareTo(isLong) < 0) {
            return;
        }
        notices.add(
                new Notice(
                        Matter.JOB,
                        waited.compareTo(isTooLong) < 0 ? Urgency.SOON : Urgency.NOW,
                        "job-" + open.act().id(),
                        NoticeWords.jobStuck(open, waited),
                        null,
                        new Next.ToAct(open.act().id())));
    }
}
