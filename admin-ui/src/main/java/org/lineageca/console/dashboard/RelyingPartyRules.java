package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.console.dashboard.Facts.CrlScopeFact;
import org.lineageca.console.dashboard.Facts.Signer;

/**
 * When what relying parties are given runs out: CRLs, and OCSP signers. Both are renewed without
 * being asked at half of their life at the latest, so one that is older says that something is
 * wrong; where the key is kept offline it takes a ceremony.
 */
final class RelyingPartyRules {

    /** What is due is done within this. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** A CRL tells a revocation within 24 hours (BR 4.9.7). */
    private static final Duration TOLD_WITHIN = Duration.ofHours(24);

    /** Of a life, the part that is left when it becomes urgent. */
    private static final int QUARTER = 4;

    private static final int TENTH = 10;

    /** It takes weeks to gather the people of a ceremony. */
    private static final Duration CEREMONY_NEAR = Duration.ofDays(30);

    private static final Duration CEREMONY_AT_ONCE = Duration.ofDays(7);

    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();

    private RelyingPartyRules(Instant now) {
        this.now = now;
    }

    static List<Notice> of(Facts facts) {
        var rules = new RelyingPartyRules(facts.at());
        rules.crls(facts.authorities().crls());
        facts.authorities().signers().forEach(rules::signer);
        return rules.notices;
    }

    private void crls(List<CrlScopeFact> crls) {
        var offline = new HashMap<String, CrlScopeFact>();
        for (var crl : crls) {
            heldBack(crl);
            if (crl.standing().isFinal()) {
                continue;
            }
            if (crl.isReachable()) {
                online(crl);
            } else {
                offline.merge(
                        crl.standing().generation().label(),
                        crl,
                        (one, other) -> until(one).isAfter(until(other)) ? other : one);
            }
        }
        offline.forEach(this::offline);
    }

    private void online(CrlScopeFact crl) {
        var standing = crl.standing();
        var latest = standing.latest();
        if (latest == null) {
            add(crl, Urgency.SOON, NoticeWords.noCrl(crl.authority(), standing.place()), null);
            return;
        }
        untold(crl, standing);
        var left = Duration.between(now, latest.nextUpdate());
        var life = Duration.between(latest.thisUpdate(), latest.nextUpdate());
        var isLate = now.isAfter(standing.due().plus(GRACE));
        var urgency =
                left.compareTo(life.dividedBy(TENTH)) < 0
                        ? Urgency.NOW
                        : isLate || left.compareTo(life.dividedBy(QUARTER)) < 0
                                ? Urgency.SOON
                                : Urgency.AHEAD;
        add(
                crl,
                urgency,
                urgency.isUrgent()
                        ? NoticeWords.crlRunsOut(crl, latest, now)
                        : NoticeWords.crlGoesOn(crl, standing.due(), now),
                latest.nextUpdate());
    }

    private void untold(CrlScopeFact crl, CrlLedger.Standing standing) {
        var since = standing.untoldSince();
        if (since == null || now.isBefore(standing.schedule().telling(since).plus(GRACE))) {
            return;
        }
        var due = since.plus(TOLD_WITHIN);
        notices.add(
                new Notice(
                        Matter.REVOCATION,
                        now.plus(TOLD_WITHIN.dividedBy(2)).isAfter(due)
                                ? Urgency.NOW
                                : Urgency.SOON,
                        "untold-" + place(crl),
                        NoticeWords.untold(crl, Duration.between(since, now)),
                        due,
                        next(crl)));
    }

    private void heldBack(CrlScopeFact crl) {
        var number = crl.heldBack();
        if (number != null) {
            notices.add(
                    new Notice(
                            Matter.REVOCATION,
                            Urgency.NOW,
                            "held-back-" + place(crl),
                            NoticeWords.heldBack(crl.authority(), number),
                            null,
                            new Next.ToCeremonies()));
        }
    }

    private void offline(String label, CrlScopeFact crl) {
        if (crl.standing().latest() == null) {
            notices.add(
                    new Notice(
                            Matter.ROOT,
                            Urgency.SOON,
                            "offline-" + label,
                            NoticeWords.noOfflineCrl(crl.authority()),
                            null,
                            new Next.ToCeremonies()));
            return;
        }
        var due = until(crl);
        notices.add(
                new Notice(
                        Matter.ROOT,
                        near(due, CEREMONY_AT_ONCE, CEREMONY_NEAR, now),
                        "offline-" + label,
                        NoticeWords.ceremonyDue(crl.authority(), due),
                        due,
                        new Next.ToCeremonies()));
    }

    private static Instant until(CrlScopeFact crl) {
        var latest = crl.standing().latest();
        var sealed = crl.sealedUntil();
        var until = latest == null ? Instant.MIN : latest.nextUpdate();
        return sealed != null && sealed.isAfter(until) ? sealed : until;
    }

    /** NOW and SOON from so long before a date on. */
    static Urgency near(Instant due, Duration atOnce, Duration soon, Instant now) {
        return now.plus(atOnce).isAfter(due)
                ? Urgency.NOW
                : now.plus(soon).isAfter(due) ? Urgency.SOON : Urgency.AHEAD;
    }

    private void add(CrlScopeFact crl, Urgency urgency, Notice.Text text, @Nullable Instant due) {
        notices.add(new Notice(Matter.CRL, urgency, "crl-" + place(crl), text, due, next(crl)));
    }

    private static Next next(CrlScopeFact crl) {
        return new Next.ToCrl(crl.standing().generation().label(), crl.standing().place());
    }

    private static String place(CrlScopeFact crl) {
        return crl.standing().generation().label() + "-" + crl.standing().place();
    }

    private void signer(Signer signer) {
        var life = Duration.between(signer.notBefore(), signer.notAfter());
        var left = Duration.between(now, signer.notAfter());
        var half = signer.notBefore().plus(life.dividedBy(2));
        var urgency =
                left.compareTo(life.dividedBy(TENTH)) < 0
                        ? Urgency.NOW
                        : now.isAfter(half.plus(GRACE)) ? Urgency.SOON : Urgency.AHEAD;
        notices.add(
                new Notice(
                        Matter.OCSP_SIGNER,
                        urgency,
                        "ocsp-" + signer.label(),
                        urgency.isUrgent()
                                ? NoticeWords.signerRunsOut(signer, now)
                                : NoticeWords.signerGoesOn(signer, half),
                        signer.notAfter(),
                        urgency.isUrgent() ? new Next.ToResponders() : new Next.ToCrls()));
    }
}
