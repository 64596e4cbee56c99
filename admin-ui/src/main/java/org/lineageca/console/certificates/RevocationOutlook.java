package org.lineageca.console.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/**
 * What follows when a certificate is revoked, as far as it can be known before.
 *
 * @param standings of all CRLs there are
 * @param sameKey the other certificates over its key
 * @param signsIn whether it is of a kind that people and machines sign in with
 */
record RevocationOutlook(
        CertificateRecord certificate,
        List<CrlLedger.Standing> standings,
        List<CertificateRecord> sameKey,
        boolean signsIn,
        Instant now) {

    private static final Texts TEXTS = Texts.of(RevocationOutlook.class);

    RevocationOutlook {
        standings = List.copyOf(standings);
        sameKey = List.copyOf(sameKey);
    }

    /** In plain sentences, the gravest first. */
    List<String> consequences(RevocationReason reason) {
        var sentences = new ArrayList<String>();
        sentences.add(
                reason == RevocationReason.CERTIFICATE_HOLD
                        ? TEXTS.say("it-counts-as-revoked-from")
                        : TEXTS.say("it-is-revoked-for-good-nobody"));
        if (reason == RevocationReason.KEY_COMPROMISE) {
            sentences.add(TEXTS.say("its-key-is-blocked-no", others()));
        } else if (!sameKey.isEmpty()) {
            sentences.add(TEXTS.say("and-are-left-as-they", count()));
        }
        if (signsIn) {
            sentences.add(TEXTS.say("whoever-signs-in-here-with"));
        }
        sentences.add(TEXTS.say("ocsp-says-so-within-a"));
        standings.stream()
                .filter(standing ->
                        standing.generation().equals(certificate.generation())
                                && !standing.isFinal())
                .map(this::told)
                .forEach(sentences::add);
        sentences.add(TEXTS.say("from-the-time-its-reason", limit(reason.limit())));
        return sentences;
    }

    private String others() {
        if (sameKey.isEmpty()) {
            return TEXTS.say("no-other-certificate-has-it");
        }
        var open = sameKey.stream().filter(each -> !isFinal(each)).count();
        return TEXTS.say(
                "two-clauses",
                count(),
                open == 0
                        ? TEXTS.say("all-of-them-are-revoked")
                        : TEXTS.say("still-to-be-revoked-for", open));
    }

    private String count() {
        return sameKey.size() == 1
                ? TEXTS.say("another-certificate-has-the-same")
                : TEXTS.say("other-certificates-have-the-same", sameKey.size());
    }

    private static boolean isFinal(CertificateRecord each) {
        var revocation = each.revocation();
        return revocation != null && !revocation.isHold();
    }

    private String told(CrlLedger.Standing standing) {
        var follows = standing.schedule().telling(now);
        var due = standing.due();
        var by = follows.isBefore(due) ? follows : due;
        return TEXTS.say(
                "crl-the-next-one-is",
                ScopeWords.ofPlace(standing.place()),
                by.isAfter(now) ? TEXTS.say("by", Instants.show(by)) : TEXTS.say("due-now"));
    }

    private static String limit(Duration limit) {
        return limit.toDays() > 1
                ? TEXTS.say("days-long", limit.toDays())
                : TEXTS.say("hours", limit.toHours());
    }
}
