package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Whether a delta adds to a CRL that relying parties could fetch (RFC 5280 5.2.4), and no other CRL
 * says that it is one.
 */
final class DeltaCheck {

    private DeltaCheck() {}

    static Optional<Finding> finding(Examination e) {
        return e.candidate().isDelta() ? ofDelta(e) : ofOther(e);
    }

    private static Optional<Finding> ofOther(Examination e) {
        return require(
                        e.list().base() == null,
                        RefusalReason.DELTA,
                        "It is a delta, where one that stands by itself belongs.")
                .or(() -> sameNumber(e, e.list(), e.published().counterpart()));
    }

    private static Optional<Finding> ofDelta(Examination e) {
        var base = e.list().base();
        var number = e.list().number();
        var recorded = e.candidate().base();
        var full = e.published().counterpart();
        if (base == null || number == null || !e.list().extensions().baseCritical()) {
            return Optional.of(
                    new Finding(
                            RefusalReason.DELTA,
                            "It has no critical deltaCRLIndicator, where a delta belongs."));
        }
        if (full == null) {
            return Optional.of(
                    new Finding(
                            RefusalReason.DELTA_BASE,
                            "It is a delta of a scope of which no CRL is published."));
        }
        return require(
                        recorded != null && base.equals(BigInteger.valueOf(recorded)),
                        RefusalReason.DELTA_BASE,
                        "It adds to CRL number %s, its row says %s.".formatted(base, recorded))
                .or(() ->
                        require(
                                base.equals(full.number())
                                        || base.equals(e.published().beforeCounterpart()),
                                RefusalReason.DELTA_BASE,
                                "It adds to CRL number %s. Published are %s and before it %s."
                                        .formatted(
                                                base,
                                                full.number(),
                                                e.published().beforeCounterpart())))
                .or(() ->
                        require(
                                number.compareTo(base) > 0,
                                RefusalReason.NUMBER_NOT_GREATER,
                                "Its CRL number %s is not above %s, that of the CRL it adds to."
                                        .formatted(number, base)))
                .or(() ->
                        require(
                                !full.isFinal(),
                                RefusalReason.AFTER_FINAL,
                                "The final CRL of its scope is published, after which relying parties expect no other."))
                .or(() -> sameNumber(e, full, e.list()));
    }

    /**
     * "If a CRL issuer generates two CRLs for the same scope at different times, the two MUST NOT
     * have the same CRL number"; a delta and a complete one "MUST have the same CRL number and
     * provide the same revocation information" (RFC 5280 5.2.3).
     */
    private static Optional<Finding> sameNumber(
            Examination e, CertList full, @Nullable CertList delta) {
        var number = full.number();
        return require(
                delta == null
                        || number == null
                        || !number.equals(delta.number())
                        || agree(full.revoked(), delta.revoked()),
                RefusalReason.NUMBER_NOT_GREATER,
                "%s says something else under the same CRL number %s."
                        .formatted(
                                e.candidate().isDelta()
                                        ? "The CRL of its scope"
                                        : "The delta of its scope",
                                number));
    }

    /** Whether a delta tells of each of its serials what the complete CRL tells. */
    static boolean agree(RevokedEntries full, RevokedEntries delta) {
        var told = SerialWalk.over(delta);
        var here = SerialWalk.over(full);
        here.next();
        while (told.next()) {
            if (here.reaches(told) == (told.reason() == EntryExtension.REMOVE_FROM_CRL)) {
                return false;
            }
        }
        return true;
    }

    /** What a delta and the CRL it adds to say together, as far as serials go. */
    static List<RevokedEntries> together(Examination e, CertList last) {
        var full = e.published().counterpart();
        var base = e.list().base();
        // A delta of the same base tells all that the one before it told (RFC 5280 5.2.4).
        return full == null || base == null || base.equals(last.base())
                ? List.of(e.list().revoked())
                : List.of(e.list().revoked(), full.revoked());
    }
}
