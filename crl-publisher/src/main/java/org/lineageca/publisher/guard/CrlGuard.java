package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Decides whether a CRL may be published (RFC 5280 5; DESIGN: a wrong one never leaves the
 * building).
 */
public final class CrlGuard {

    /**
     * In the order that makes the sentence of the first finding most useful; the costly ones last.
     */
    private static final List<Check<Examination>> CHECKS =
            List.of(
                    CrlGuard::algorithm,
                    CrlGuard::criticalExtensions,
                    CrlGuard::issuerName,
                    CrlGuard::notAfterFinal,
                    CrlGuard::numberAsRecorded,
                    CrlGuard::numberGreater,
                    CrlGuard::thisUpdate,
                    CrlGuard::finalAsRecorded,
                    CrlGuard::nextUpdate,
                    CrlGuard::keyIdentifier,
                    CrlGuard::scope,
                    CrlGuard::signature,
                    CrlGuard::intended,
                    CrlGuard::entryCount,
                    CrlGuard::duplicates,
                    CrlGuard::missing);

    /** What must hold of a CRL that was published before, for it to be compared with. */
    private static final List<Check<Examination>> OWN =
            List.of(CrlGuard::algorithm, CrlGuard::issuerName, CrlGuard::signature);

    private record Examination(
            CertList list,
            CrlCandidate candidate,
            @Nullable CertList last,
            Issuer issuer,
            Policy policy,
            Instant now) {}

    private CrlGuard() {}

    /**
     * Examines a candidate.
     *
     * @param last the CRL published last at the same place; null where there is none
     */
    public static Verdict<CertList> examine(
            CrlCandidate candidate,
            @Nullable CertList last,
            Issuer issuer,
            Policy policy,
            Instant now) {
        var size = candidate.der().length();
        if (size > policy.largestBytes()) {
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, the budget is %d.".formatted(size, policy.largestBytes()));
        }
        return judged(candidate, last, issuer, policy, now, CHECKS);
    }

    /** Reads a CRL that was published before, and insists that it is this issuer's. */
    public static Verdict<CertList> recognise(Octets der, Issuer issuer) {
        var scope = new CrlScope.Complete(Octets.of(new byte[0]));
        var candidate =
                new CrlCandidate(
                        der, scope, 0, 0, Octets.of(new byte[0]), (_, _) -> Set.of(), false);
        return judged(candidate, null, issuer, Policy.DEFAULT, Instant.EPOCH, OWN);
    }

    /** Reads a CRL without deciding whether it is right. */
    public static Verdict<CertList> read(Octets der) {
        try {
            return new Verdict.Publish<>(CertListReader.read(der));
        } catch (MalformedDerException e) {
            return new Verdict.Refuse<>(
                    RefusalReason.MALFORMED,
                    "It is not the strict DER of a CRL: " + e.getMessage() + ".");
        }
    }

    private static Verdict<CertList> judged(
            CrlCandidate candidate,
            @Nullable CertList last,
            Issuer issuer,
            Policy policy,
            Instant now,
            List<Check<Examination>> checks) {
        return switch (read(candidate.der())) {
            case Verdict.Refuse<CertList> refuse -> refuse;
            case Verdict.Publish<CertList>(var list) ->
                    Check.first(checks, new Examination(list, candidate, last, issuer, policy, now))
                            .map(Finding::<CertList>refusal)
                            .orElseGet(() -> new Verdict.Publish<>(list));
        };
    }

    private static Optional<Finding> algorithm(Examination e) {
        var inner = e.list().innerAlgorithm();
        var outer = e.list().signed().outerAlgorithm();
        return require(
                        inner.equals(outer),
                        RefusalReason.ALGORITHMS_DIFFER,
                        "The signed algorithm %s and the outer one %s differ."
                                .formatted(inner, outer))
                .or(() ->
                        require(
                                SigningAlgorithm.of(outer).isPresent(),
                                RefusalReason.ALGORITHM_NOT_ALLOWED,
                                "The signature algorithm " + outer + " is not allowed."));
    }

    private static Optional<Finding> criticalExtensions(Examination e) {
        var unexpected = e.list().unexpectedCritical();
        return require(
                unexpected == null,
                RefusalReason.UNKNOWN_CRITICAL_EXTENSION,
                "It has the critical extension " + unexpected + ", which has no place in it.");
    }

    private static Optional<Finding> issuerName(Examination e) {
        return require(
                e.list().issuer().equals(e.issuer().name()),
                RefusalReason.ISSUER_NAME,
                "Its issuer %s is not, octet for octet, the authority's name %s."
                        .formatted(e.list().issuer(), e.issuer().name()));
    }

    private static Optional<Finding> notAfterFinal(Examination e) {
        return require(
                e.last() == null || !e.last().isFinal(),
                RefusalReason.AFTER_FINAL,
                "The CRL published last is the final one, after which relying parties expect no other.");
    }

    private static Optional<Finding> numberAsRecorded(Examination e) {
        var number = e.list().number();
        var recorded = BigInteger.valueOf(e.candidate().number());
        return require(number != null, RefusalReason.NUMBER_MISSING, "It has no CRL number.")
                .or(() ->
                        require(
                                recorded.equals(number),
                                RefusalReason.NUMBER_NOT_AS_RECORDED,
                                "Its CRL number is %s, its row says %s."
                                        .formatted(number, recorded)));
    }

    private static Optional<Finding> numberGreater(Examination e) {
        var number = e.list().number();
        var before = e.last() == null ? null : e.last().number();
        return require(
                before == null || number == null || number.compareTo(before) > 0,
                RefusalReason.NUMBER_NOT_GREATER,
                "Its CRL number %s is not above %s, the number published last."
                        .formatted(number, before));
    }

    private static Optional<Finding> thisUpdate(Examination e) {
        var thisUpdate = e.list().thisUpdate();
        var before = e.last() == null ? Instant.MIN : e.last().thisUpdate();
        return require(
                        !thisUpdate.isAfter(e.now().plus(e.policy().clockSkew())),
                        RefusalReason.THIS_UPDATE_IN_FUTURE,
                        "Its thisUpdate %s lies ahead of our clock.".formatted(thisUpdate))
                .or(() ->
                        require(
                                !thisUpdate.isBefore(before),
                                RefusalReason.THIS_UPDATE_BACKWARDS,
                                "Its thisUpdate %s lies before %s, that of the CRL published last."
                                        .formatted(thisUpdate, before)));
    }

    private static Optional<Finding> finalAsRecorded(Examination e) {
        return require(
                e.list().isFinal() == e.candidate().isFinal(),
                RefusalReason.FINAL_NOT_AS_RECORDED,
                "Its nextUpdate is %s, where its row says that it is %s. Only a final CRL has %s."
                        .formatted(
                                e.list().nextUpdate(),
                                e.candidate().isFinal() ? "the final one" : "not the final one",
                                CertList.NEVER));
    }

    private static Optional<Finding> nextUpdate(Examination e) {
        var nextUpdate = e.list().nextUpdate();
        if (nextUpdate == null) {
            return Optional.of(
                    new Finding(RefusalReason.NEXT_UPDATE_MISSING, "It has no nextUpdate."));
        }
        var latest = e.list().thisUpdate().plus(e.policy().longestValidity());
        return require(
                        nextUpdate.isAfter(e.now()),
                        RefusalReason.EXPIRED,
                        "Its nextUpdate %s has passed.".formatted(nextUpdate))
                .or(() ->
                        require(
                                e.list().isFinal() || !nextUpdate.isAfter(latest),
                                RefusalReason.VALIDITY_TOO_LONG,
                                "Its nextUpdate %s lies after %s, the latest the policy allows."
                                        .formatted(nextUpdate, latest)));
    }

    private static Optional<Finding> keyIdentifier(Examination e) {
        var expected = e.issuer().keyIdentifier();
        var found = e.list().keyIdentifier();
        return require(
                        expected != null,
                        RefusalReason.CA_CERTIFICATE_MISSING,
                        "No CA certificate of its generation is published, which would name its key.")
                .or(() ->
                        require(
                                found != null && found.equals(expected),
                                RefusalReason.KEY_IDENTIFIER,
                                "Its authorityKeyIdentifier %s is not %s, the CA certificate's key identifier."
                                        .formatted(found, expected)));
    }

    private static Optional<Finding> scope(Examination e) {
        return ScopeCheck.finding(e.list(), e.candidate().scope(), e.last(), e.issuer());
    }

    private static Optional<Finding> signature(Examination e) {
        var verifies =
                SigningAlgorithm.of(e.list().innerAlgorithm())
                        .filter(a -> a.verifies(e.issuer().publicKey(), e.list().signed()))
                        .isPresent();
        return require(
                verifies,
                RefusalReason.SIGNATURE,
                "Its signature does not verify with the key of its generation.");
    }

    private static Optional<Finding> intended(Examination e) {
        var intended = e.candidate().tbsSha256();
        return require(
                e.list().tbsSha256().equals(intended),
                RefusalReason.NOT_AS_INTENDED,
                "What was signed is not what was committed before the signature (SHA-256 %s)."
                        .formatted(intended));
    }

    private static Optional<Finding> entryCount(Examination e) {
        var count = e.list().revoked().count();
        return require(
                count == e.candidate().entries(),
                RefusalReason.ENTRY_COUNT,
                "It has %d entries, its row says %d.".formatted(count, e.candidate().entries()));
    }

    private static Optional<Finding> duplicates(Examination e) {
        return Optional.ofNullable(e.list().revoked().duplicates())
                .map(twice ->
                        new Finding(
                                RefusalReason.SERIAL_DUPLICATE,
                                "Serials are in it more than once: %d, the first is %s."
                                        .formatted(twice.count(), twice.first())));
    }

    /**
     * "An entry MUST NOT be removed from the CRL until it appears on one regularly scheduled CRL
     * issued beyond the revoked certificate's validity period" (RFC 5280 3.3): it may be gone if
     * its certificate had expired before the last CRL was issued.
     */
    private static Optional<Finding> missing(Examination e) {
        var last = e.last();
        if (last == null) {
            return Optional.empty();
        }
        var gone = e.list().revoked().missing(last.revoked());
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        var expired = e.candidate().expired().before(last.thisUpdate(), gone);
        var missing = gone.stream().filter(serial -> !expired.contains(serial)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                RefusalReason.ENTRY_MISSING,
                                "Serials of the CRL published last are missing from it: %d, the first is %s."
                                        .formatted(missing.size(), missing.getFirst().toHex())));
    }
}
