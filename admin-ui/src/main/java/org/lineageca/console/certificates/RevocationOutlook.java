package org.lineageca.console.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.freshness.ScopeWords;
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

    RevocationOutlook {
        standings = List.copyOf(standings);
        sameKey = List.copyOf(sameKey);
    }

    /** In plain sentences, the gravest first. */
    List<String> consequences(RevocationReason reason) {
        var sentences = new ArrayList<String>();
        sentences.add(
                reason == RevocationReason.CERTIFICATE_HOLD
                        ? "It counts as revoked from now on, until it is released or revoked for good."
                        : "It is revoked for good: nobody can undo that.");
        if (reason == RevocationReason.KEY_COMPROMISE) {
            sentences.add(
                    "Its key is blocked: no certificate is issued over it any more. " + others());
        } else if (!sameKey.isEmpty()) {
            sentences.add("%s, and are left as they are.".formatted(count()));
        }
        if (signsIn) {
            sentences.add("Whoever signs in here with it is not let in any more.");
        }
        sentences.add(
                "OCSP says so within a second. Whoever keeps an older answer or CRL believes that until it ends.");
        standings.stream()
                .filter(standing ->
                        standing.generation().equals(certificate.generation())
                                && !standing.isFinal())
                .map(this::told)
                .forEach(sentences::add);
        sentences.add(
                "From the time its reason is known, a publicly trusted certificate must be revoked within %s (BR 4.9.1.1)."
                        .formatted(limit(reason.limit())));
        return sentences;
    }

    private String others() {
        if (sameKey.isEmpty()) {
            return "No other certificate has it.";
        }
        var open = sameKey.stream().filter(each -> !isFinal(each)).count();
        return "%s; %s."
                .formatted(
                        count(),
                        open == 0
                                ? "all of them are revoked"
                                : "%d still to be revoked for the same reason".formatted(open));
    }

    private String count() {
        return sameKey.size() == 1
                ? "Another certificate has the same key"
                : "%d other certificates have the same key".formatted(sameKey.size());
    }

    private static boolean isFinal(CertificateRecord each) {
        var revocation = each.revocation();
        return revocation != null && !revocation.isHold();
    }

    private String told(CrlLedger.Standing standing) {
        var follows = standing.schedule().telling(now);
        var due = standing.due();
        var by = follows.isBefore(due) ? follows : due;
        return "%s CRL: the next one is due %s."
                .formatted(
                        ScopeWords.ofPlace(standing.place()),
                        by.isAfter(now) ? "by " + Instants.show(by) : "now");
    }

    private static String limit(Duration limit) {
        return limit.toDays() > 1 ? limit.toDays() + " days" : limit.toHours() + " hours";
    }
}
