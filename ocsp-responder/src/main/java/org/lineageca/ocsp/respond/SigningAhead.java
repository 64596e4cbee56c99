package org.lineageca.ocsp.respond;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lineageca.ocsp.answer.Issuer;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.protocol.CertId;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.RequestDecoder;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.StatusSource;
import org.lineageca.ocsp.status.StatusUnavailableException;
import org.lineageca.octets.Octets;

/**
 * Signs answers before anybody asks, at a bounded rate: those that were asked for and are soon due
 * for a newer one, and, for the generations named, those about every certificate. Relying parties
 * come first: it pauses while much is under way.
 *
 * <p>What a change of status drops is not signed ahead but when it is asked for.
 */
public final class SigningAhead {

    /** How often {@link #step} is to be called. */
    public static final Duration EVERY = Duration.ofMillis(100);

    private static final int STEPS_A_SECOND = 10;
    private static final int PAGE = 500;

    /** From one look through the cache, or one end of a generation's list, to the next. */
    private static final Duration REST = Duration.ofSeconds(20);

    /** What part of an answer's validity it is signed anew before it is due. */
    private static final int LEAD = 12;

    /** Sorts after every serial number, which has 20 octets at most. */
    private static final Octets END = Octets.ofHex("ff".repeat(21));

    /**
     * How much is done.
     *
     * @param perSecond answers signed ahead, at most; 0 for none
     * @param generations labels of those whose certificates are all signed for
     */
    public record Extent(int perSecond, Set<String> generations) {

        public Extent {
            generations = Set.copyOf(generations);
        }
    }

    /**
     * What and when.
     *
     * @param validity of an answer
     */
    public record Schedule(Extent extent, Duration validity, InstantSource clock) {}

    private record Question(Issuer issuer, CertId certId) {

        CertificateKey certificate() {
            return new CertificateKey(issuer.generation(), certId.serial());
        }

        OcspRequest request() {
            return new OcspRequest(List.of(certId), null);
        }
    }

    private final Responder responder;
    private final IssuerDirectory directory;
    private final AnswerCache cache;
    private final StatusSource source;
    private final Extent extent;
    private final InstantSource clock;
    private final Duration lead;
    private final Queue<Question> waiting = new ArrayDeque<>();

    /** How far each generation's list was read, by its number. */
    private final Map<Integer, Octets> read = new HashMap<>();

    private Instant looked = Instant.MIN;
    private Instant listsEnded = Instant.MIN;

    /** Does nothing until {@link #step} is called. */
    public SigningAhead(
            Responder responder,
            IssuerDirectory directory,
            AnswerCache cache,
            StatusSource source,
            Schedule schedule) {
        this.responder = responder;
        this.directory = directory;
        this.cache = cache;
        this.source = source;
        this.extent = schedule.extent();
        this.clock = schedule.clock();
        this.lead = schedule.validity().dividedBy(LEAD);
    }

    /** Signs a tenth of a second's share and waits for it. Called by one thread only. */
    public void step() {
        if (!directory.isLoaded() || responder.isBusy()) {
            return;
        }
        if (waiting.isEmpty()) {
            refill();
        }
        var signed = new ArrayList<CompletableFuture<Reply>>();
        var share = Math.max(1, extent.perSecond() / STEPS_A_SECOND);
        while (signed.size() < share && !waiting.isEmpty()) {
            var question = waiting.remove();
            if (!isFresh(question)) {
                signed.add(responder.ahead(question.request(), question.issuer()));
            }
        }
        CompletableFuture.allOf(signed.toArray(CompletableFuture[]::new)).join();
    }

    private boolean isFresh(Question question) {
        return cache.isFreshAt(
                question.certificate(), question.certId().der(), clock.instant().plus(lead));
    }

    private void refill() {
        var now = clock.instant();
        if (!now.isBefore(looked.plus(REST))) {
            looked = now;
            askedFor(now);
        }
        if (waiting.isEmpty() && !now.isBefore(listsEnded.plus(REST))) {
            if (!readOn()) {
                listsEnded = now;
            }
        }
    }

    private void askedFor(Instant now) {
        var issuers = new HashMap<Integer, Issuer>();
        directory.served().all().forEach(issuer -> issuers.put(issuer.generation(), issuer));
        for (var entry : cache.askedAndDueBy(now.plus(lead))) {
            var issuer = issuers.get(entry.certificate().generation());
            if (issuer != null) {
                waiting.add(new Question(issuer, RequestDecoder.certIdOf(entry.certId())));
            }
        }
    }

    /**
     * Reads the next page of a generation's list.
     *
     * @return false when all lists have come to their end; they begin anew then
     */
    private boolean readOn() {
        for (var issuer : directory.served().all()) {
            var after = read.getOrDefault(issuer.generation(), Octets.of(new byte[0]));
            if (extent.generations().contains(issuer.label()) && !after.equals(END)) {
                page(issuer, after);
                return true;
            }
        }
        read.clear();
        return false;
    }

    private void page(Issuer issuer, Octets after) {
        List<Octets> serials;
        try {
            serials = source.serials(issuer.generation(), after, PAGE);
        } catch (StatusUnavailableException e) {
            // The change feed asks more often and reports it.
            return;
        }
        for (var serial : serials) {
            waiting.add(new Question(issuer, CertId.of(issuer.ids().getFirst(), serial)));
        }
        read.put(issuer.generation(), serials.size() < PAGE ? END : serials.getLast());
    }
}
