package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Whether everything that was told before is still told.
 *
 * <p>"An entry MUST NOT be removed from the CRL until it appears on one regularly scheduled CRL
 * issued beyond the revoked certificate's validity period" (RFC 5280 3.3). A hold may be released;
 * any other reason is for ever.
 */
final class MissingCheck {

    /** Of so many serials at a time the records are asked. */
    private static final int ASKED_AT_ONCE = 1_000;

    private MissingCheck() {}

    static Optional<Finding> finding(Examination e) {
        return sinceLast(e).or(() -> sinceDelta(e));
    }

    private static Optional<Finding> sinceLast(Examination e) {
        var last = e.last();
        if (last == null) {
            return Optional.empty();
        }
        var here =
                e.candidate().isDelta()
                        ? DeltaCheck.together(e, last)
                        : List.of(e.list().revoked());
        // With the same base a release is told by removeFromCRL, not by silence.
        var silentRelease = here.size() > 1 || !e.candidate().isDelta();
        return missing(e, last, here, silentRelease, "the CRL published last");
    }

    /** What a delta has told, the complete CRL after it must tell as well. */
    private static Optional<Finding> sinceDelta(Examination e) {
        var delta = e.published().counterpart();
        return e.candidate().isDelta() || delta == null || !delta.numberedBelow(e.list())
                ? Optional.empty()
                : missing(e, delta, List.of(e.list().revoked()), true, "the delta published last");
    }

    private static Optional<Finding> missing(
            Examination e,
            CertList earlier,
            List<RevokedEntries> here,
            boolean mayBeReleased,
            String what) {
        var gone = new MissingEntries(earlier.revoked(), here);
        return firstNotExcused(e.candidate().records(), gone, goneBefore(e, earlier), mayBeReleased)
                .map(serial ->
                        new Finding(
                                RefusalReason.ENTRY_MISSING,
                                "Serials of %s are missing from it; the first whose certificate has neither expired nor was released from hold is %s."
                                        .formatted(what, serial.toHex())));
    }

    /**
     * The last CRL on which an expired certificate had to be: that published last, or a later one
     * that was signed while nobody published. What it says to keep, it must keep
     * (expiredCertsOnCRL, X.509 9.5.2.6).
     */
    private static Instant goneBefore(Examination e, CertList earlier) {
        var signed = e.candidate().before();
        var kept = e.list().extensions().expiredSince();
        var last =
                signed == null || signed.isBefore(earlier.thisUpdate())
                        ? earlier.thisUpdate()
                        : signed;
        return kept != null && kept.isBefore(last) ? kept : last;
    }

    /** The first missing serial that has no excuse. */
    static Optional<Octets> firstNotExcused(
            SerialRecords records, MissingEntries gone, Instant before, boolean mayBeReleased) {
        var serials = new ArrayList<Octets>();
        var holds = new ArrayList<Octets>();
        boolean more;
        do {
            serials.clear();
            holds.clear();
            more = gone.next();
            for (; more; more = serials.size() < ASKED_AT_ONCE && gone.next()) {
                var reason = gone.reason();
                // Whoever has the complete CRL needs no removal.
                if (reason == EntryExtension.REMOVE_FROM_CRL && mayBeReleased) {
                    continue;
                }
                serials.add(gone.serial());
                if (reason == EntryExtension.CERTIFICATE_HOLD && mayBeReleased) {
                    holds.add(gone.serial());
                }
            }
            more = serials.size() == ASKED_AT_ONCE;
            var first = notExcused(records, serials, holds, before);
            if (first != null) {
                return Optional.of(first);
            }
        } while (more);
        return Optional.empty();
    }

    private static @Nullable Octets notExcused(
            SerialRecords records, List<Octets> serials, List<Octets> holds, Instant before) {
        if (serials.isEmpty()) {
            return null;
        }
        var excused = new HashSet<>(records.expired(before, serials));
        if (!holds.isEmpty()) {
            excused.addAll(records.released(holds));
        }
        return serials.stream()
                .filter(serial -> !excused.contains(serial))
                .findFirst()
                .orElse(null);
    }
}
