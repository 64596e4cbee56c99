package org.lineageca.console.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.console.authority.HindranceWords;
import org.lineageca.console.language.Texts;

/**
 * What a generation owes, as the table shows it.
 *
 * @param lastExpiry null if it never issued
 * @param crl number and entries of its newest CRL, or that there is none
 * @param ocspUntil when its longest OCSP delegate expires; null where it has none
 * @param destruction when its key may be destroyed at the earliest; null while that is open
 * @param hindrances in sentences: to its retirement while it is in service, to the destruction of
 *     its key after
 */
record ObligationRow(
        String name,
        String label,
        String state,
        long unexpired,
        @Nullable Instant lastExpiry,
        String crl,
        @Nullable Instant ocspUntil,
        @Nullable Instant destruction,
        List<String> hindrances) {

    private static final Texts TEXTS = Texts.of(ObligationRow.class);

    static ObligationRow of(Obligations owed, Instant now) {
        var identity = owed.generation().identity();
        var isOver =
                switch (owed.generation().state()) {
                    case "Retired", "Destroyed", "Revoked" -> true;
                    default -> false;
                };
        return new ObligationRow(
                identity.name().commonName(),
                identity.id().label(),
                owed.generation().state(),
                owed.unexpired(),
                owed.lastExpiry(),
                newestCrl(owed, now),
                owed.ocspSigners().stream()
                        .map(Obligations.OcspSignerExpiry::notAfter)
                        .findFirst()
                        .orElse(null),
                owed.earliestDestruction(now).orElse(null),
                (isOver ? owed.hindersDestruction(now) : owed.hindersRetirement(now))
                        .stream().map(HindranceWords::of).toList());
    }

    private static String newestCrl(Obligations owed, Instant now) {
        return Optional.of(owed.crls())
                        .filter(crls -> !crls.isEmpty())
                        .map(crls -> crls.getFirst())
                        .map(crl ->
                                crl.isFinal()
                                        ? TEXTS.say(
                                                "number-entries-final", crl.number(), crl.entries())
                                        : TEXTS.say("number-entries", crl.number(), crl.entries()))
                        .orElse(TEXTS.say("none"))
                + (owed.owesCrls(now) ? "" : TEXTS.say("none-owed"));
    }
}
