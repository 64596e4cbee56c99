package org.lineageca.publisher.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.publisher.guard.CaCertificate;
import org.lineageca.publisher.guard.CertificateCandidate;
import org.lineageca.publisher.guard.CertificateGuard;
import org.lineageca.publisher.guard.CertsOnlyMessage;
import org.lineageca.publisher.guard.CheckedCertificate;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes all certificates over each generation's key that the guard lets through and that have
 * not expired, its own first: the earlier ones, cross- and link certificates.
 */
final class PublishCertsOnly {

    private static final Logger LOG = LoggerFactory.getLogger(PublishCertsOnly.class);

    private final Shelving shelving;
    private final Refusals refusals;
    private final Policy policy;

    /** As none of them replaces another, the verdict on each is the same for ever. */
    private final Map<CertificateCandidate, Verdict<CheckedCertificate>> verdicts = new HashMap<>();

    PublishCertsOnly(Shelving shelving, Refusals refusals, Policy policy) {
        this.shelving = shelving;
        this.refusals = refusals;
        this.policy = policy;
    }

    void consider(OfferedGeneration generation, Offer offer, Instant now) {
        var certificates = inOrder(generation, others(generation, offer, now), now);
        if (certificates.isEmpty()) {
            return;
        }
        var message = CertsOnlyMessage.encode(certificates);
        var place = PublishedCertsOnly.path(generation.label());
        var published = shelving.shelf().file(place);
        if (published.isPresent() && published.get().content().equals(message)) {
            return;
        }
        shelving.publish(
                PublishedCertsOnly.of(
                        generation.label(), message, shelving.shelf().modified(place, now)));
        LOG.info("published {} with {} CA certificates", place, certificates.size());
    }

    /** Of no certificate but the own one an expired one is of use to anybody. */
    private List<Octets> inOrder(
            OfferedGeneration generation, List<CaCertificate> others, Instant now) {
        var own = shelving.shelf().certificate(generation.label());
        var certificates = new ArrayList<Octets>();
        others.stream()
                .filter(certificate -> unexpired(certificate, now))
                .map(CaCertificate::der)
                .filter(der -> own == null || !der.equals(own.certificate().der()))
                .sorted((a, b) -> Arrays.compareUnsigned(a.toArray(), b.toArray()))
                .forEach(certificates::add);
        if (own != null && (certificates.isEmpty() || unexpired(own.certificate(), now))) {
            certificates.addFirst(own.certificate().der());
        }
        return certificates;
    }

    /** What the guard lets through of all but the newest own one, on which it has spoken before. */
    private List<CaCertificate> others(OfferedGeneration generation, Offer offer, Instant now) {
        var latest = now.plus(policy.clockSkew());
        var newest = generation.newestOwn(latest);
        var place = PublishedCertsOnly.path(generation.label());
        var others = new ArrayList<CaCertificate>();
        var refused = false;
        for (var offered : generation.certificates()) {
            if (offered.notBefore().isAfter(latest) || newest.filter(offered::equals).isPresent()) {
                continue;
            }
            var verdict =
                    verdicts.computeIfAbsent(
                            offer.candidate(generation, offered),
                            candidate -> CertificateGuard.examine(candidate, null));
            switch (verdict) {
                case Verdict.Publish<CheckedCertificate>(var checked) ->
                        others.add(checked.certificate());
                case Verdict.Refuse<CheckedCertificate>(var reason, var why) -> {
                    // One at a time is reported, always the first: a line in the log for each.
                    if (!refused) {
                        refuse(place, offered, reason, why, now);
                    }
                    refused = true;
                }
            }
        }
        if (!refused) {
            refusals.settle(place);
        }
        return others;
    }

    private void refuse(
            String place,
            OfferedCertificate offered,
            RefusalReason reason,
            String why,
            Instant now) {
        var candidate = offered.der().sha256().toHex();
        refusals.add(
                place,
                "CA certificate %s for %s".formatted(candidate, place),
                candidate,
                new Verdict.Refuse<>(reason, why),
                now);
    }

    private static boolean unexpired(CaCertificate certificate, Instant now) {
        return !certificate.notAfter().isBefore(now);
    }
}
