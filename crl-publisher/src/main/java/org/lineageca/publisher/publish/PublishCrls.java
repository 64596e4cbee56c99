package org.lineageca.publisher.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlCandidate;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the newest CRL of each scope when the guard lets it. */
final class PublishCrls {

    private static final Logger LOG = LoggerFactory.getLogger(PublishCrls.class);

    private final Source source;
    private final Shelving shelving;
    private final Refusals refusals;
    private final Policy policy;
    private final Set<String> recognised = new HashSet<>();

    PublishCrls(Source source, Shelving shelving, Refusals refusals, Policy policy) {
        this.source = source;
        this.shelving = shelving;
        this.refusals = refusals;
        this.policy = policy;
    }

    void consider(OfferedGeneration generation, OfferedCrl offered, Offer offer, Instant now) {
        var place = PublishedCrl.place(generation.label(), offered.scope());
        var issuer = issuer(generation, offer);
        var published = recognised(place, issuer);
        if (published != null && published.is(offered)) {
            refusals.settle(place);
            return;
        }
        var candidate = offered.toString();
        if (refusals.recent(place, candidate, now)) {
            return;
        }
        var last = published == null ? null : published.list();
        switch (examine(generation, offered, last, issuer, now)) {
            case Verdict.Refuse<CertList> refuse ->
                    refusals.add(
                            place,
                            "CRL number %d of %s".formatted(offered.number(), place),
                            candidate,
                            refuse,
                            now);
            case Verdict.Publish<CertList>(var list) -> {
                var modified = now.truncatedTo(ChronoUnit.SECONDS);
                shelving.publish(
                        PublishedCrl.of(generation.label(), offered.scope(), list, modified));
                recognised.add(place);
                refusals.settle(place);
                LOG.info(
                        "published CRL number {} of {}: {} entries, {} bytes, next update {}",
                        list.number(),
                        place,
                        list.revoked().count(),
                        list.der().length(),
                        list.isFinal() ? "never" : list.nextUpdate());
            }
        }
    }

    private Verdict<CertList> examine(
            OfferedGeneration generation,
            OfferedCrl offered,
            @Nullable CertList last,
            Issuer issuer,
            Instant now) {
        var scope = CrlScope.of(offered.scope(), offered.distributionPoint());
        if (scope.isEmpty()) {
            return new Verdict.Refuse<>(
                    RefusalReason.SCOPE, "No scope of that name is known here.");
        }
        if (offered.bytes() > policy.largestBytes()) {
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, the budget is %d."
                            .formatted(offered.bytes(), policy.largestBytes()));
        }
        var candidate =
                new CrlCandidate(
                        source.crl(generation, offered),
                        scope.get(),
                        offered.number(),
                        offered.entries(),
                        offered.tbsSha256(),
                        (instant, serials) -> source.expired(generation, instant, serials),
                        offered.isFinal());
        return CrlGuard.examine(candidate, last, issuer, policy, now);
    }

    private Issuer issuer(OfferedGeneration generation, Offer offer) {
        var certificate = shelving.shelf().certificate(generation.label());
        return new Issuer(
                generation.subject(),
                generation.publicKey(),
                certificate == null ? null : certificate.certificate().keyIdentifier(),
                offer.nameShared(generation));
    }

    /** What was published last; a file from before this start is believed only after a look. */
    private @Nullable PublishedCrl recognised(String place, Issuer issuer) {
        var published = shelving.shelf().crl(place);
        if (published == null || recognised.contains(place)) {
            return published;
        }
        if (CrlGuard.recognise(published.list().der(), issuer)
                instanceof Verdict.Refuse<CertList>(var reason, var why)) {
            LOG.error(
                    "{} is not a CRL of its generation ({}). {} It is not served any more; the next good one replaces it",
                    published.der().path(),
                    reason,
                    why);
            shelving.shelf().removeCrl(place);
            return null;
        }
        recognised.add(place);
        return published;
    }
}
