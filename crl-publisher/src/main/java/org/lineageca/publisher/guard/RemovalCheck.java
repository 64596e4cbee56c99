package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Whether what a delta takes back was a hold that has been released, or its certificate has expired
 * (RFC 5280 5.2.4, 5.3.1).
 */
final class RemovalCheck {

    private static final int ASKED_AT_ONCE = 1_000;

    private RemovalCheck() {}

    static Optional<Finding> finding(Examination e) {
        if (e.list().revoked().removals() == 0) {
            return Optional.empty();
        }
        return require(
                        e.candidate().isDelta(),
                        RefusalReason.REMOVAL,
                        "It has the reason removeFromCRL, which only deltas may have.")
                .or(() -> finalReason(e, e.published().counterpart()))
                .or(() -> finalReason(e, e.last()))
                .or(() -> notReleased(e));
    }

    /** A final reason never leaves, whatever the records say. */
    private static Optional<Finding> finalReason(Examination e, @Nullable CertList published) {
        if (published == null) {
            return Optional.empty();
        }
        var removed = SerialWalk.over(e.list().revoked());
        var there = SerialWalk.over(published.revoked());
        there.next();
        while (removed.next()) {
            if (removed.reason() == EntryExtension.REMOVE_FROM_CRL
                    && there.reaches(removed)
                    && isFinal(there.reason())) {
                return refused(
                        removed.serial(),
                        "was published with the reason " + there.reason() + ", which is final");
            }
        }
        return Optional.empty();
    }

    private static boolean isFinal(int reason) {
        return reason != EntryExtension.CERTIFICATE_HOLD
                && reason != EntryExtension.REMOVE_FROM_CRL;
    }

    private static Optional<Finding> notReleased(Examination e) {
        var walk = SerialWalk.over(e.list().revoked());
        var serials = new ArrayList<Octets>();
        while (walk.next()) {
            if (walk.reason() == EntryExtension.REMOVE_FROM_CRL) {
                serials.add(walk.serial());
            }
            if (serials.size() == ASKED_AT_ONCE) {
                var found = notReleased(e, serials);
                if (found.isPresent()) {
                    return found;
                }
                serials.clear();
            }
        }
        return serials.isEmpty() ? Optional.empty() : notReleased(e, serials);
    }

    private static Optional<Finding> notReleased(Examination e, List<Octets> serials) {
        var records = e.candidate().records();
        var excused = new HashSet<>(records.released(serials));
        excused.addAll(records.expired(e.list().thisUpdate(), serials));
        return serials.stream()
                .filter(serial -> !excused.contains(serial))
                .findFirst()
                .flatMap(serial ->
                        refused(serial, "is neither released from hold nor has it expired"));
    }

    private static Optional<Finding> refused(Octets serial, String why) {
        return Optional.of(
                new Finding(
                        RefusalReason.REMOVAL,
                        "It takes back the revocation of %s, which %s."
                                .formatted(serial.toHex(), why)));
    }
}
