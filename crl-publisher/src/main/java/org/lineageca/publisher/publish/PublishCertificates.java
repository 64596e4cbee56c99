package org.lineageca.publisher.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CaCertificate;
import org.lineageca.publisher.guard.CertificateCandidate;
import org.lineageca.publisher.guard.CertificateGuard;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the newest CA certificate of each generation when the guard lets it. */
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
        var offered = newest(generation, now);
        var published = recognised(generation);
        if (offered == null) {
            return;
        }
        if (published != null && published.certificate().der().equals(offered.der())) {
            refusals.settle(place);
            return;
        }
        var candidate = offered.der().sha256().toHex();
        if (refusals.recent(place, candidate, now)) {
            return;
        }
        var last = published == null ? null : published.certificate();
        var claim =
                new CertificateCandidate(
                        offered.der(),
                        generation.subject(),
                        generation.publicKey(),
                        issuer(generation, offered, offer));
        switch (CertificateGuard.examine(claim, last)) {
            case Verdict.Refuse<CaCertificate> refuse ->
                    refusals.add(
                            place,
                            "CA certificate %s of %s".formatted(candidate, generation.label()),
                            candidate,
                            refuse,
                            now);
            case Verdict.Publish<CaCertificate>(var certificate) -> {
                var modified = now.truncatedTo(ChronoUnit.SECONDS);
                shelving.publish(
                        PublishedCertificate.of(generation.label(), certificate, modified));
                refusals.settle(place);
                LOG.info("published CA certificate {} of {}", candidate, generation.label());
            }
        }
    }

    /** A certificate that is not valid yet waits for its time. */
    private @Nullable OfferedCertificate newest(OfferedGeneration generation, Instant now) {
        var latest = now.plus(policy.clockSkew());
        return generation.certificates().stream()
                .filter(certificate -> !certificate.notBefore().isAfter(latest))
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private static Issuer issuer(
            OfferedGeneration generation, OfferedCertificate offered, Offer offer) {
        var id = offered.issuer();
        var signer = id == null ? generation : offer.generation(id).orElse(generation);
        return new Issuer(signer.subject(), signer.publicKey(), null);
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
