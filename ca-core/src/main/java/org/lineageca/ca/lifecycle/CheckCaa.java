package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lineageca.ca.caa.CaaIdentities;
import org.lineageca.ca.caa.CaaLookup;
import org.lineageca.ca.caa.CaaRecord;
import org.lineageca.ca.caa.CaaUnansweredException;
import org.lineageca.ca.caa.RelevantRecords;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.AlternativeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether those who hold domains permit this CA to certify them (RFC 8659). Asked before anything
 * is on record, anew for each certificate; all names at the same time. No answer is a refusal.
 */
public final class CheckCaa {

    private static final Logger LOG = LoggerFactory.getLogger(CheckCaa.class);

    private final CaaIdentities identities;
    private final CaaLookup lookup;
    private final Duration patience;

    /**
     * Asks.
     *
     * @param patience how long all answers together are waited for
     */
    public CheckCaa(CaaIdentities identities, CaaLookup lookup, Duration patience) {
        this.identities = identities;
        this.lookup = lookup;
        this.patience = patience;
    }

    /** Where nobody is there to be asked: profiles that want it issue nothing. */
    public static CheckCaa notConfigured() {
        return new CheckCaa(
                new CaaIdentities(Set.of()),
                domain -> {
                    throw new CaaUnansweredException(domain, "no resolver is configured");
                },
                Duration.ZERO);
    }

    /**
     * Returns if all names are permitted.
     *
     * @return what counts for each name, for the audit trail; nothing where the profile does not
     *     ask
     * @throws RefusedException where one is not permitted, or it cannot be told
     */
    List<RelevantRecords> check(CertificateProfile profile, List<AlternativeName> names) {
        var hosts =
                names.stream()
                        .filter(AlternativeName.Dns.class::isInstance)
                        .map(AlternativeName.Dns.class::cast)
                        .distinct()
                        .toList();
        if (!profile.rules().caa() || hosts.isEmpty()) {
            return List.of();
        }
        if (identities.names().isEmpty()) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Profile "
                            + profile.name()
                            + " asks for CAA records, and this installation has nobody to ask. Nothing was issued. The operator names a resolver and this CA's domain names in caa.yml.");
        }
        var found = new ArrayList<RelevantRecords>();
        for (var answer : ask(hosts)) {
            var relevant = received(answer);
            identities
                    .objection(relevant)
                    .ifPresent(objection -> {
                        throw forbidden(relevant, objection);
                    });
            found.add(relevant);
        }
        return List.copyOf(found);
    }

    private List<Future<RelevantRecords>> ask(List<AlternativeName.Dns> hosts) {
        // Names of one request mostly have the domains above them in common.
        Map<String, List<CaaRecord>> known = new ConcurrentHashMap<>();
        var questions =
                hosts.stream()
                        .map(host ->
                                (Callable<RelevantRecords>)
                                        () ->
                                                RelevantRecords.of(
                                                        host,
                                                        domain ->
                                                                known.computeIfAbsent(
                                                                        domain, lookup::records)))
                        .toList();
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            return asking.invokeAll(questions, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("this program is ending");
        }
    }

    private RelevantRecords received(Future<RelevantRecords> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CaaUnansweredException why) {
                throw unanswered(String.valueOf(why.getMessage()));
            }
            throw new IllegalStateException("CAA records could not be asked for", e.getCause());
        } catch (CancellationException late) {
            throw unanswered(
                    "the resolver did not answer within %d seconds"
                            .formatted(patience.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("this program is ending");
        }
    }

    private static RefusedException unanswered(String why) {
        LOG.warn("A certificate was not issued: {}", why);
        return new RefusedException(
                Refusal.CAA_UNANSWERED,
                "It cannot be told whether the holders of all domains permit this CA: "
                        + why
                        + ". Nothing was issued. Try again in a minute; if it stays so, see to the name servers of the domain, or tell the operator.");
    }

    /** Also told to the operator: a CA keeps what CAA records prevented (BR 3.2.2.8). */
    private static RefusedException forbidden(RelevantRecords relevant, String objection) {
        LOG.warn("CAA records prevented a certificate for {}: {}", relevant.name(), objection);
        return new RefusedException(
                Refusal.CAA_FORBIDS,
                "The DNS does not permit a certificate for %s here: %s. Nothing was issued."
                        .formatted(relevant.name(), objection));
    }
}
