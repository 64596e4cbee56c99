package org.lineageca.ocsp.foreign;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.Change;
import org.lineageca.ocsp.status.GenerationRow;
import org.lineageca.ocsp.status.Origin;
import org.lineageca.ocsp.status.PollingLoop;
import org.lineageca.ocsp.status.StatusSource;
import org.lineageca.octets.Octets;

/**
 * Status out of CRLs. Each issuer counts as a generation; what a newly read CRL says differently is
 * a change.
 */
public final class CrlStatusSource implements StatusSource, AutoCloseable {

    private static final Duration LOOKED_AFTER_EVERY = Duration.ofSeconds(1);

    /** A reader that is further behind starts anew. */
    private static final int CHANGES_KEPT = 50_000;

    private final Map<Integer, CrlsOfIssuer> issuers = new LinkedHashMap<>();
    private final List<PollingLoop> loops = new ArrayList<>();
    private final InstantSource clock;
    private final List<Change> changes = new ArrayList<>();
    private long lastNumber;

    private CrlStatusSource(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Starts reading; an issuer whose CRLs were never read is not answered for.
     *
     * @param token where the delegates' keys are
     * @throws IOException if a certificate of the configuration cannot be read
     */
    public static CrlStatusSource start(
            List<CrlIssuer> configured, String token, InstantSource clock) throws IOException {
        var source = new CrlStatusSource(clock);
        for (var issuer : configured) {
            var id = source.issuers.size() + 1;
            source.issuers.put(id, new CrlsOfIssuer(id, issuer, token));
        }
        for (var issuer : source.issuers.values()) {
            // One each: a slow server keeps no other issuer's CRLs from being read.
            source.loops.add(
                    PollingLoop.start(
                            "crls-" + issuer.id(),
                            LOOKED_AFTER_EVERY,
                            () -> source.refresh(issuer)));
        }
        return source;
    }

    private void refresh(CrlsOfIssuer issuer) {
        issuer.refresh(clock.instant(), serial -> changed(new CertificateKey(issuer.id(), serial)));
    }

    private synchronized void changed(CertificateKey certificate) {
        lastNumber++;
        changes.add(new Change(lastNumber, certificate));
        if (changes.size() > 2 * CHANGES_KEPT) {
            changes.subList(0, CHANGES_KEPT).clear();
        }
    }

    /** Each CRL says itself how old it is. */
    @Override
    public Origin origin() {
        return new Origin.Records();
    }

    @Override
    public Period period(int generation) {
        return issuer(generation).period();
    }

    @Override
    public List<GenerationRow> generations() {
        return issuers.values().stream().map(CrlsOfIssuer::asGeneration).toList();
    }

    @Override
    public Map<CertificateKey, CertificateStatus> statuses(
            Collection<CertificateKey> certificates) {
        var statuses = new HashMap<CertificateKey, CertificateStatus>();
        for (var certificate : certificates) {
            var status = issuer(certificate.generation()).status(certificate.serial());
            if (status != null) {
                statuses.put(certificate, status);
            }
        }
        return statuses;
    }

    @Override
    public List<Octets> serials(int generation, Octets after, int limit) {
        return issuer(generation).issuedAfter(after, limit);
    }

    @Override
    public synchronized Optional<Change> lastChange() {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.getLast());
    }

    @Override
    public synchronized List<Change> changesFrom(long number, int limit) {
        if (changes.isEmpty()) {
            return List.of();
        }
        var first = changes.getFirst().number();
        // Numbers follow each other without a gap.
        var from = Math.clamp(number - first, 0, changes.size());
        return List.copyOf(changes.subList(from, Math.min(changes.size(), from + limit)));
    }

    @Override
    public void close() {
        loops.forEach(PollingLoop::close);
    }

    private CrlsOfIssuer issuer(int generation) {
        var issuer = issuers.get(generation);
        if (issuer == null) {
            throw new IllegalArgumentException("no issuer has the number " + generation);
        }
        return issuer;
    }
}
