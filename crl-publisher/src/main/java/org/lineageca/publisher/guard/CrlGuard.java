package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
                    TimeCheck::finding,
                    DeltaCheck::finding,
                    CrlGuard::keyIdentifier,
                    ScopeCheck::finding,
                    FreshnessCheck::finding,
                    CrlGuard::signature,
                    CrlGuard::intended,
                    CrlGuard::entryCount,
                    CrlGuard::duplicates,
                    RemovalCheck::finding,
                    MissingCheck::finding,
                    ShardCheck::finding);

    /** What must hold of a CRL that was published before, for it to be compared with. */
    private static final List<Check<Examination>> OWN =
            List.of(CrlGuard::algorithm, CrlGuard::issuerName, CrlGuard::signature);

    private CrlGuard() {}

    /**
     * Examines a candidate.
     *
     * @param published what relying parties have now
     */
    public static Verdict<CertList> examine(
            CrlCandidate candidate,
            Published published,
            Issuer issuer,
            Policy policy,
            Instant now) {
        var size = candidate.der().length();
        if (size > policy.largestBytes()) {
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, the budget is %d.".formatted(size, policy.largestBytes()));
        }
        return judged(candidate, published, issuer, policy, now, CHECKS);
    }

    /** Reads a CRL that was published before, and insists that it is this issuer's. */
    public static Verdict<CertList> recognise(Octets der, Issuer issuer) {
        var nothing = Octets.of(new byte[0]);
        var scope = new CrlScope.Complete(nothing);
        var candidate =
                new CrlCandidate(
                        der, scope, null, 0, null, 0, nothing, SerialRecords.NONE, null, false);
        return judged(candidate, Published.only(null), issuer, Policy.DEFAULT, Instant.EPOCH, OWN);
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
            Published published,
            Issuer issuer,
            Policy policy,
            Instant now,
            List<Check<Examination>> checks) {
        return switch (read(candidate.der())) {
            case Verdict.Refuse<CertList> refuse -> refuse;
            case Verdict.Publish<CertList>(var list) ->
                    Check.first(
                                    checks,
                                    new Examination(
                                            list, candidate, published, issuer, policy, now))
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
        var ofEntry = e.list().unexpectedCritical();
        var unexpected = ofEntry == null ? e.list().extensions().unexpectedCritical() : ofEntry;
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

    private static Optional<Finding> keyIdentifier(Examination e) {
        var expected = e.issuer().keyIdentifier();
        var found = e.list().extensions().keyIdentifier();
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

    private static Optional<Finding> signature(Examination e) {
        var verifies =
                SigningAlgorithm.of(e.list().innerAlgorithm())
                        .filter(a ->
                                a.verifies(
                                        e.issuer().publicKey(),
                                        e.list().signed(),
                                        e.list().tbsSha256()))
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
}
