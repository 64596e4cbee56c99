package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.Hindrance;
import org.lineageca.ca.forecast.Obligations;

/**
 * What a generation owes, as the interface shows it.
 *
 * @param lastExpiry the latest notAfter of what it issued; null if it never issued
 * @param earliestDestruction null while it may yet issue, or where the key is gone
 * @param hindersRetirement sentences; empty if it can be retired now
 * @param hindersDestruction sentences; empty if its key can be destroyed now
 */
@Serdeable
record ObligationsView(
        String generation,
        String name,
        String state,
        long unexpiredCertificates,
        @Nullable Instant lastExpiry,
        boolean owesNothing,
        boolean owesCrls,
        boolean finalCrlIsOut,
        @Nullable Instant earliestDestruction,
        List<NewestCrlView> crls,
        List<OcspSignerView> ocspSigners,
        List<String> hindersRetirement,
        List<String> hindersDestruction) {

    /** The newest CRL of a scope. */
    @Serdeable
    record NewestCrlView(
            String scope,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            long entries,
            boolean isFinal) {
        static NewestCrlView of(Obligations.NewestCrl crl) {
            return new NewestCrlView(
                    crl.scope(),
                    crl.number(),
                    crl.thisUpdate(),
                    crl.nextUpdate(),
                    crl.entries(),
                    crl.isFinal());
        }
    }

    /** A delegate that is still valid. */
    @Serdeable
    record OcspSignerView(String serial, Instant notAfter) {}

    static ObligationsView of(Obligations obligations, Instant now) {
        var identity = obligations.generation().identity();
        return new ObligationsView(
                identity.id().label(),
                identity.name().toString(),
                obligations.generation().state(),
                obligations.unexpired(),
                obligations.lastExpiry(),
                obligations.owesNothing(now),
                obligations.owesCrls(now),
                obligations.finalCrlIsOut(),
                obligations.earliestDestruction(now).orElse(null),
                obligations.crls().stream().map(NewestCrlView::of).toList(),
                obligations.ocspSigners().stream()
                        .map(signer -> new OcspSignerView(signer.serial().hex(), signer.notAfter()))
                        .toList(),
                sentences(obligations.hindersRetirement(now)),
                sentences(obligations.hindersDestruction(now)));
    }

    private static List<String> sentences(List<Hindrance> hindrances) {
        return hindrances.stream().map(Hindrance::sentence).toList();
    }
}
