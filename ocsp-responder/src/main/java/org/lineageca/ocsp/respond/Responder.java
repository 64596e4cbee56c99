package org.lineageca.ocsp.respond;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.answer.Issuer;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.protocol.ErrorStatus;
import org.lineageca.ocsp.protocol.MalformedRequest;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.RequestDecoder;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.octets.Octets;

/**
 * Answers requests. Never blocks: an answer from the cache is there when the call returns, any
 * other comes later.
 */
public final class Responder {

    private final IssuerDirectory directory;
    private final AnswerCache cache;
    private final AnswerMaking making;
    private final AnswerPolicy policy;
    private final Limits limits;
    private final InstantSource clock;
    private final Semaphore permits;
    private final Patience patience;

    /** Answers being made, by the question as it was asked: who asks the same waits for it. */
    private final Map<Octets, CompletableFuture<Reply>> awaited = new ConcurrentHashMap<>();

    public Responder(
            IssuerDirectory directory,
            AnswerCache cache,
            AnswerMaking making,
            AnswerPolicy policy,
            Limits limits,
            InstantSource clock) {
        this.directory = directory;
        this.cache = cache;
        this.making = making;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
        this.permits = new Semaphore(limits.inFlight());
        this.patience = new Patience(limits.patience(), clock);
    }

    /**
     * Answers one request; the future never fails.
     *
     * @param der the request as it came
     */
    public CompletableFuture<Reply> respond(byte[] der) {
        return switch (RequestDecoder.decode(der)) {
            case MalformedRequest _ -> refused(ErrorStatus.MALFORMED_REQUEST);
            case OcspRequest request -> respond(request);
        };
    }

    /**
     * The answer to a request, if it is in the cache and not yet due for a newer one.
     *
     * @param der the request as it came
     */
    public Optional<SignedAnswer> cached(byte[] der) {
        return RequestDecoder.decode(der) instanceof OcspRequest request && directory.isLoaded()
                ? directory.served().issuerOf(request).flatMap(issuer -> fresh(request, issuer))
                : Optional.empty();
    }

    private Optional<SignedAnswer> fresh(OcspRequest request, Issuer issuer) {
        return request.certIds().size() == 1 && (request.nonce() == null || !policy.nonce())
                ? cached(request, issuer)
                        .filter(answer -> answer.validity().isFreshAt(clock.instant()))
                : Optional.empty();
    }

    /** Tells those to try later whose answer takes too long; to be called again and again. */
    public void endLongWaits() {
        patience.look();
    }

    /**
     * Makes an answer for those who will ask, whether or not there is one; the future never fails.
     */
    CompletableFuture<Reply> ahead(OcspRequest request, Issuer issuer) {
        return make(request, issuer);
    }

    /** Whether what is under way leaves no room for work that can wait. */
    boolean isBusy() {
        return permits.availablePermits() < limits.inFlight() / 2;
    }

    /** How many answers are being made. */
    public int inFlight() {
        return limits.inFlight() - permits.availablePermits();
    }

    private CompletableFuture<Reply> respond(OcspRequest request) {
        if (!directory.isLoaded()) {
            return refused(ErrorStatus.TRY_LATER);
        }
        var issuer = directory.served().issuerOf(request).orElse(null);
        if (issuer == null) {
            return refused(ErrorStatus.UNAUTHORIZED);
        }
        var asked = policy.nonce() ? request : request.withoutNonce();
        if (asked.certIds().size() > 1 || asked.nonce() != null) {
            return make(asked, issuer);
        }
        return fresh(asked, issuer)
                .map(answer ->
                        CompletableFuture.<Reply>completedFuture(new Reply.Answered(answer, true)))
                .orElseGet(() -> together(asked, issuer));
    }

    /** Makes one answer for all who ask this question until it is there. */
    private CompletableFuture<Reply> together(OcspRequest request, Issuer issuer) {
        var question = request.certIds().getFirst().der();
        var mine = new CompletableFuture<Reply>();
        var others = awaited.putIfAbsent(question, mine);
        if (others != null) {
            return others;
        }
        var _ =
                make(request, issuer)
                        .whenComplete((reply, _) -> {
                            // The answer is in the cache by now, so nobody slips between.
                            awaited.remove(question, mine);
                            mine.complete(orStillHolding(reply, request, issuer));
                        });
        return mine;
    }

    private CompletableFuture<Reply> make(OcspRequest request, Issuer issuer) {
        if (!permits.tryAcquire()) {
            return refused(ErrorStatus.TRY_LATER);
        }
        return patience.with(making.make(request, issuer))
                .whenComplete((_, _) -> permits.release());
    }

    /**
     * If no newer answer can be had, the last one is as true as it was in any HTTP cache, up to its
     * nextUpdate.
     */
    private Reply orStillHolding(Reply reply, OcspRequest request, Issuer issuer) {
        return switch (reply) {
            case Reply.Answered answered -> answered;
            case Reply.Refused refused ->
                    cached(request, issuer)
                            .filter(answer -> answer.validity().holdsAt(clock.instant()))
                            .<Reply>map(answer -> new Reply.Answered(answer, true))
                            .orElse(refused);
        };
    }

    private Optional<SignedAnswer> cached(OcspRequest request, Issuer issuer) {
        var certId = request.certIds().getFirst();
        return cache.find(new CertificateKey(issuer.generation(), certId.serial()), certId.der())
                .filter(answer -> issuer.trusts(answer.delegate()));
    }

    private static CompletableFuture<Reply> refused(ErrorStatus status) {
        return CompletableFuture.completedFuture(new Reply.Refused(status));
    }
}
