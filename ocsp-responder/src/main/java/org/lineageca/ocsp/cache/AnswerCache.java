package org.lineageca.ocsp.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.ChangeListener;
import org.lineageca.octets.Octets;

/**
 * Signed answers about single certificates, the most used of them within a bound in octets.
 *
 * <p>Grouped by certificate, so that a change of status drops every answer about it in one step.
 * Whether an answer still holds is for the caller to see.
 */
public final class AnswerCache implements ChangeListener {

    private final ChangeJournal journal;
    private final Cache<CertificateKey, KeptAnswer> answers;

    /**
     * An empty cache.
     *
     * @param capacity in octets
     */
    public AnswerCache(ChangeJournal journal, long capacity) {
        this.journal = journal;
        this.answers =
                Caffeine.newBuilder()
                        .maximumWeight(capacity)
                        // What keeps it in order takes less than to wake another thread for it.
                        .executor(Runnable::run)
                        .weigher((CertificateKey _, KeptAnswer kept) -> kept.weight())
                        .build();
    }

    /** The answer to exactly this question, if there is one. */
    public Optional<SignedAnswer> find(CertificateKey certificate, Octets certId) {
        var kept = answers.getIfPresent(certificate);
        return kept == null ? Optional.empty() : kept.to(certId);
    }

    /**
     * The status of this certificate, if an answer about it is here that is not yet due for a newer
     * one. It stands: a change would have dropped the answer.
     */
    public Optional<CertificateStatus> status(CertificateKey certificate, Instant now) {
        var kept = answers.getIfPresent(certificate);
        return kept == null || !kept.answer().validity().isFreshAt(now)
                ? Optional.empty()
                : Optional.of(kept.answer().status());
    }

    /**
     * Keeps an answer, unless the status may have changed since it was read.
     *
     * @param since taken before the status was read
     */
    public void store(
            CertificateKey certificate,
            Octets certId,
            SignedAnswer answer,
            ChangeJournal.Mark since) {
        // The journal is asked inside the step that stores: a change recorded before is seen here,
        // and the drop that follows one recorded after waits for this step to end.
        answers.asMap()
                .compute(
                        certificate,
                        (_, kept) ->
                                journal.changedSince(certificate, since)
                                        ? kept
                                        : KeptAnswer.with(kept, certId, answer));
    }

    /**
     * One kept answer.
     *
     * @param certId the question it answers
     */
    public record Entry(CertificateKey certificate, Octets certId, SignedAnswer answer) {}

    /** The answers somebody asked for since they were made that are due for a newer one by then. */
    public List<Entry> askedAndDueBy(Instant time) {
        var due = new ArrayList<Entry>();
        answers.asMap()
                .forEach((certificate, first) -> {
                    for (var kept = first; kept != null; kept = kept.next()) {
                        var answer = kept.answer();
                        if (kept.wasAsked() && !answer.validity().isFreshAt(time)) {
                            due.add(new Entry(certificate, answer.response().certId(), answer));
                        }
                    }
                });
        return due;
    }

    /**
     * Whether there is an answer to this question that is not due for a newer one at that time. Who
     * wants to know this does not count as asking.
     */
    public boolean isFreshAt(CertificateKey certificate, Octets certId, Instant time) {
        var first = answers.policy().getIfPresentQuietly(certificate);
        for (var kept = first; kept != null; kept = kept.next()) {
            var answer = kept.answer();
            if (answer.response().isAbout(certId)) {
                return answer.validity().isFreshAt(time);
            }
        }
        return false;
    }

    @Override
    public void changed(CertificateKey certificate) {
        answers.invalidate(certificate);
    }

    @Override
    public void allChanged() {
        answers.invalidateAll();
    }

    /** What they cost in memory, about, in octets. */
    public long octets() {
        return answers.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /**
     * When the status in the oldest answer was read, of those that may still be given. Looks at
     * every answer.
     */
    public Optional<Instant> oldest(Instant now) {
        var oldest = Long.MAX_VALUE;
        for (var first : answers.asMap().values()) {
            for (var kept = first; kept != null; kept = kept.next()) {
                var validity = kept.answer().validity();
                if (validity.holdsAt(now)) {
                    oldest = Math.min(oldest, validity.thisUpdateSecond());
                }
            }
        }
        return oldest == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(oldest));
    }

    /** How many certificates have answers here, about. */
    public long size() {
        return answers.estimatedSize();
    }
}
