package org.lineageca.publisher.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertificateGuard;
import org.lineageca.publisher.guard.CheckedCertificate;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the newest CA certificate of each generation when the guard lets it: its own, never one
 * that another hierarchy gave its key.
 */
final class PublishCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(PublishCertificates.class);

    private final Shelving shelving;
    private final Refusals refusals;
    private final Policy policy;

    PublishCertificates(Shelving shelving, Refusals refusals, Policy policy) {
        this.shelving = shelving;
        this.refusals = refusals;
        this.policy = policy;
    }

    void consider(OfferedGeneration generation, Offer offer, Instant now) {
        var place = PublishedCertificate.place(generation.label());
        var published = recognised(generation);
        // A certificate that is not valid yet waits for its time.
        var newest = generation.newestOwn(now.plus(policy.clockSkew()));
        if (newest.isEmpty()) {
            return;
        }
        var offered = newest.get();
        if (published != null && published.certificate().der().equals(offered.der())) {
            refusals.settle(place);
            return;
        }
        var candidate = offered.der().sha256().toHex();
        if (refusals.recent(place, candidate, now)) {
            return;
        }
        var last = published == null ? null : published.certificate();
        switch (CertificateGuard.examine(offer.candidate(generation, offered), last)) {
            case Verdict.Refuse<CheckedCertificate> refuse ->
                    refusals.add(
                            place,
                            "CA certificate %s of %s".formatted(candidate, generation.label()),
                            candidate,
                            refuse,
                            now);
            case Verdict.Publish<CheckedCertificate>(var checked) -> {
                var modified = shelving.shelf().modified(place + ".crt", now);
                shelving.publish(
                        PublishedCertificate.of(
                                generation.label(), checked.certificate(), modified));
                refusals.settle(place);
                LOG.info(
                        "published CA certificate {} of {}, {}",
                        candidate,
                        generation.label(),
                        switch (checked) {
                            case CheckedCertificate.SignedByUs _ -> "its signature verified";
                            case CheckedCertificate.SignedByOthers _ ->
                                    "signed by a CA that is not ours";
                        });
            }
        }
    }

    private @Nullable PublishedCertificate recognised(OfferedGeneration generation) {
        var published = shelving.shelf().certificate(generation.label());
        if (published == null
                || (published.certificate().subject().equals(generation.subject())
                        && published.certificate().publicKey().equals(generation.publicKey()))) {
            return published;
        }
        LOG.error(
                "{} is not a certificate of its generation. It is not served any more; the next good one replaces it",
                published.der().path());
        shelving.shelf().removeCertificate(generation.label());
        return null;
    }
}
