package org.lineageca.publisher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlCandidate;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.Published;
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
    private final Recognised recognised;

    PublishCrls(Source source, Shelving shelving, Refusals refusals, Policy policy) {
        this.source = source;
        this.shelving = shelving;
        this.refusals = refusals;
        this.policy = policy;
        this.recognised = new Recognised(shelving.shelf(), shelving.kept());
    }

    void consider(OfferedGeneration generation, OfferedCrl offered, Offer offer, Instant now) {
        var place = PublishedCrl.place(generation.label(), offered.scope());
        var issuer = issuer(generation, offer);
        var last = recognised.crl(generation.label(), offered.scope(), issuer);
        if ((last != null && last.is(offered)) || isSuperseded(generation, offered, last)) {
            refusals.settle(place);
            return;
        }
        var candidate = offered.toString();
        if (refusals.recent(place, candidate, now)) {
            return;
        }
        switch (ready(generation, offered, issuer, now)) {
            case Verdict.Refuse<PublishedCrl> refuse ->
                    refusals.add(
                            place,
                            "CRL number %d of %s".formatted(offered.number(), place),
                            candidate,
                            refuse,
                            now);
            case Verdict.Publish<PublishedCrl>(var crl) -> {
                shelving.publish(crl);
                recognised.replaced(crl, last == null ? null : last.list());
                refusals.settle(place);
                log(place, crl.list());
            }
        }
    }

    /** Asks the guard; what it lets through is made ready, and nothing is changed. */
    private Verdict<PublishedCrl> ready(
            OfferedGeneration generation, OfferedCrl offered, Issuer issuer, Instant now) {
        try {
            // What it is compared with may be read from a file, and be as large.
            var published = recognised.around(generation.label(), offered.scope(), issuer);
            return switch (examine(generation, offered, published, issuer, now)) {
                case Verdict.Refuse<CertList>(var reason, var why) ->
                        new Verdict.Refuse<>(reason, why);
                case Verdict.Publish<CertList>(var list) -> {
                    var label = generation.label();
                    var path = PublishedCrl.place(label, offered.scope()) + ".crl";
                    var modified = shelving.shelf().modified(path, now);
                    yield new Verdict.Publish<>(
                            PublishedCrl.of(label, offered.scope(), list, modified));
                }
            };
        } catch (UnreadableCrlException e) {
            return new Verdict.Refuse<>(RefusalReason.UNREADABLE, e.why());
        } catch (OutOfMemoryError e) {
            // A buffer of its size could not be had: the small ones of all others can.
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, and the memory for it, or for what it is compared with, cannot be had: %s. Start the publisher with a larger -XX:MaxDirectMemorySize."
                            .formatted(offered.bytes(), e.getMessage()));
        }
    }

    /**
     * A delta that a CRL of its scope has overtaken tells nothing new; the next one will be
     * published. Numbers that go back are for the guard to refuse.
     */
    private boolean isSuperseded(
            OfferedGeneration generation, OfferedCrl offered, @Nullable PublishedCrl last) {
        if (!CrlScope.isDelta(offered.scope())) {
            return false;
        }
        var base = CrlScope.baseOf(offered.scope());
        var full = shelving.shelf().crl(PublishedCrl.place(generation.label(), base));
        return full != null
                && isBelow(offered, full)
                && (last == null || !(last.is(offered) || isBelow(offered, last)));
    }

    private static boolean isBelow(OfferedCrl offered, PublishedCrl published) {
        var number = published.list().number();
        return number != null && BigInteger.valueOf(offered.number()).compareTo(number) < 0;
    }

    /** From the next round on the withdrawn CRL is refused. */
    void rolledBack(String place) {
        recognised.rolledBack(place);
    }

    private static void log(String place, CertList list) {
        LOG.info(
                "published CRL number {} of {}: {} entries, {} bytes, next update {}",
                list.number(),
                place,
                list.revoked().count(),
                list.der().length(),
                list.isFinal() ? "never" : list.nextUpdate());
    }

    private Verdict<CertList> examine(
            OfferedGeneration generation,
            OfferedCrl offered,
            Published published,
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
        if (recognised.isWithdrawn(
                PublishedCrl.place(generation.label(), offered.scope()), offered)) {
            return new Verdict.Refuse<>(
                    RefusalReason.ROLLED_BACK,
                    "An operator has rolled it back. A CRL with a higher number takes its place.");
        }
        var deltas = offered.deltas();
        var candidate =
                new CrlCandidate(
                        source.crl(generation, offered),
                        scope.get(),
                        deltas == null ? null : Octets.of(deltas.getBytes(UTF_8)),
                        offered.number(),
                        offered.base(),
                        offered.entries(),
                        offered.tbsSha256(),
                        source.records(generation),
                        offered.before(),
                        offered.isFinal());
        return CrlGuard.examine(candidate, published, issuer, policy, now);
    }

    private Issuer issuer(OfferedGeneration generation, Offer offer) {
        var certificate = shelving.shelf().certificate(generation.label());
        return new Issuer(
                generation.subject(),
                generation.publicKey(),
                certificate == null ? null : certificate.certificate().keyIdentifier(),
                offer.nameShared(generation));
    }
}
