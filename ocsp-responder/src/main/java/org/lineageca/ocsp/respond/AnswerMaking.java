package org.lineageca.ocsp.respond;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.ocsp.answer.Answer;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.answer.Answering;
import org.lineageca.ocsp.answer.Issuer;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.ErrorStatus;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.ResponseEncoder;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.StatusReader;
import org.lineageca.ocsp.status.StatusReading;
import org.lineageca.ocsp.status.StatusUnavailableException;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one answer: reads the status, decides, has it signed, keeps it. */
public final class AnswerMaking {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerMaking.class);

    /** How often an answer is begun anew because the status changed under it. */
    private static final int ATTEMPTS = 3;

    private final StatusReader reader;
    private final Freshness freshness;
    private final ChangeJournal journal;
    private final AnswerCache cache;
    private final Signing signing;
    private final AnswerPolicy policy;

    /** The token and who is told when a key is not on it. */
    public record Signing(
            Signer signer, IssuerDirectory directory, InstantSource clock, ResponderMeter meter) {}

    public AnswerMaking(
            StatusReader reader,
            Freshness freshness,
            ChangeJournal journal,
            AnswerCache cache,
            Signing signing,
            AnswerPolicy policy) {
        this.reader = reader;
        this.freshness = freshness;
        this.journal = journal;
        this.cache = cache;
        this.signing = signing;
        this.policy = policy;
    }

    /** The future never fails. */
    CompletableFuture<Reply> make(OcspRequest request, Issuer issuer) {
        return attempt(request, issuer, ATTEMPTS).exceptionally(this::refusal);
    }

    private CompletableFuture<Reply> attempt(OcspRequest request, Issuer issuer, int attempts) {
        // Before the statuses: what is read after it is at least as new as it says.
        var period = reader.period(issuer.generation());
        if (!freshness.isHonest() || !period.holdsAt(signing.clock().instant()) || attempts == 0) {
            return CompletableFuture.completedFuture(new Reply.Refused(ErrorStatus.TRY_LATER));
        }
        var certificates = certificates(request, issuer);
        Function<StatusReading, CompletableFuture<Reply>> answering =
                reading ->
                        signed(request, issuer, certificates, reading, period)
                                .thenCompose(answer ->
                                        keep(request, answer, certificates, reading)
                                                ? done(answer)
                                                : attempt(request, issuer, attempts - 1));
        // What is kept is not newer than it was, whatever its source says of itself by now.
        var known =
                request.nonce() == null || !period.equals(Period.OPEN) ? null : known(certificates);
        return known != null
                ? answering.apply(known)
                : reader.read(certificates).thenCompose(answering);
    }

    /**
     * The statuses as they were when changes were last read, if answers in the cache say what they
     * are. For answers with a nonce only: what is kept is read anew, half its validity later.
     */
    private @Nullable StatusReading known(Set<CertificateKey> certificates) {
        // Taken first: what is dropped after it is seen by keep.
        var mark = journal.mark();
        var at = freshness.knownAt();
        if (at == null) {
            return null;
        }
        var now = signing.clock().instant();
        var statuses = new HashMap<CertificateKey, CertificateStatus>();
        for (var certificate : certificates) {
            var status = cache.status(certificate, now).orElse(null);
            if (status == null) {
                return null;
            }
            statuses.put(certificate, status);
        }
        return new StatusReading(statuses, mark, at);
    }

    private CompletableFuture<SignedAnswer> signed(
            OcspRequest request,
            Issuer issuer,
            Set<CertificateKey> certificates,
            StatusReading reading,
            Period period) {
        var now = signing.clock().instant();
        var delegate = issuer.delegateAt(now).orElse(null);
        if (delegate == null) {
            return CompletableFuture.failedFuture(new NoDelegateException(issuer.label()));
        }
        var statuses = ofThese(certificates, reading);
        var answering = new Answering(delegate, policy, period, issuer.crl());
        var answer = Answer.to(request, statuses, reading.at(), answering, now);
        var toBeSigned = ResponseEncoder.toBeSigned(answer.data());
        var algorithm = delegate.certificate().algorithm();
        var began = System.nanoTime();
        return signing.signer()
                .signAsync(
                        delegate.key(),
                        KeyPurpose.OCSP_RESPONSE,
                        algorithm,
                        toBeSigned.digest(algorithm.digest()))
                .whenComplete((_, failure) -> count(failure, System.nanoTime() - began))
                .thenApply(signature -> SignedAnswer.of(answer, toBeSigned, signature));
    }

    private void count(@Nullable Throwable failure, long nanos) {
        if (failure == null) {
            signing.meter().signed(nanos);
        } else {
            signing.meter().notSigned();
        }
    }

    /**
     * Keeps what may be kept.
     *
     * @return false if a status changed while the answer was made
     */
    private boolean keep(
            OcspRequest request,
            SignedAnswer answer,
            Set<CertificateKey> certificates,
            StatusReading reading) {
        if (answer.storable() && request.certIds().size() == 1) {
            var certId = request.certIds().getFirst().der();
            cache.store(certificates.iterator().next(), certId, answer, reading.mark());
        }
        for (var certificate : certificates) {
            if (journal.changedSince(certificate, reading.mark())) {
                return false;
            }
        }
        return true;
    }

    private static CompletableFuture<Reply> done(SignedAnswer answer) {
        return CompletableFuture.completedFuture(new Reply.Answered(answer, false));
    }

    private static Set<CertificateKey> certificates(OcspRequest request, Issuer issuer) {
        var certificates = new HashSet<CertificateKey>();
        for (var certId : request.certIds()) {
            certificates.add(new CertificateKey(issuer.generation(), certId.serial()));
        }
        return certificates;
    }

    private static Map<Octets, CertificateStatus> ofThese(
            Set<CertificateKey> certificates, StatusReading reading) {
        var statuses = new HashMap<Octets, CertificateStatus>();
        for (var certificate : certificates) {
            var status = reading.statuses().get(certificate);
            if (status != null) {
                statuses.put(certificate.serial(), status);
            }
        }
        return statuses;
    }

    private Reply refusal(Throwable thrown) {
        var status =
                switch (cause(thrown)) {
                    case StatusUnavailableException _, TokenUnavailableException _ ->
                            ErrorStatus.TRY_LATER;
                    case NoDelegateException _ -> ErrorStatus.UNAUTHORIZED;
                    case UnknownKeyException e -> {
                        LOG.warn("{}", e.getMessage());
                        signing.directory().doubtKeys();
                        yield ErrorStatus.TRY_LATER;
                    }
                    case Throwable e -> {
                        LOG.error("an answer could not be made", e);
                        yield ErrorStatus.INTERNAL_ERROR;
                    }
                };
        return new Reply.Refused(status);
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
    }
}
