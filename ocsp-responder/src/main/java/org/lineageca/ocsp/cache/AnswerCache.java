package org.lineageca.ocsp.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.lineageca.ocsp.answer.SignedAnswer;
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

    private static final CachedAnswers NONE = new CachedAnswers(List.of());

    private final ChangeJournal journal;
    private final Cache<CertificateKey, CachedAnswers> answers;

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
                        .weigher((CertificateKey _, CachedAnswers cached) -> cached.weight())
                        .build();
    }

    /** The answer to exactly this question, if there is one. */
    public Optional<SignedAnswer> find(CertificateKey certificate, Octets certId) {
        var cached = answers.getIfPresent(certificate);
        return cached == null ? Optional.empty() : cached.to(certId);
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
                        (_, cached) ->
                                journal.changedSince(certificate, since)
                                        ? cached
                                        : (cached == null ? NONE : cached).with(certId, answer));
    }

    @Override
    public void changed(CertificateKey certificate) {
        answers.invalidate(certificate);
    }

    @Override
    public void allChanged() {
        answers.invalidateAll();
    }

    /** How many certificates have answers here, about. */
    public long size() {
        return answers.estimatedSize();
    }
}
