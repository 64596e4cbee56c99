package org.lineageca.ca.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Hindrance.Standing;
import org.lineageca.ca.x509.SerialNumber;

/**
 * What a generation still owes to those who rely on what it issued (BR 4.9.7, 4.9.10).
 *
 * @param unexpired certificates it answers for: every intent counts as issued, its OCSP delegates
 *     and its own self-signed certificate do not
 * @param lastExpiry the latest notAfter among all it ever issued, with the same exceptions; null if
 *     there is none
 * @param crls the newest of each scope
 * @param ocspSigners the delegates that are still valid, the longest first
 */
public record Obligations(
        Generation generation,
        long unexpired,
        @Nullable Instant lastExpiry,
        List<NewestCrl> crls,
        List<OcspSignerExpiry> ocspSigners) {

    /**
     * A signed CRL on record.
     *
     * @param isFinal the last of a retired generation: it has no nextUpdate that matters
     */
    public record NewestCrl(
            String scope,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            long entries,
            boolean isFinal) {}

    /** Until when a delegated OCSP signer may be used. */
    public record OcspSignerExpiry(SerialNumber serial, Instant notAfter) {}

    public Obligations {
        crls = List.copyOf(crls);
        ocspSigners = List.copyOf(ocspSigners);
    }

    /** Whether the last certificate it answers for has expired. Its final CRL may still be due. */
    public boolean owesNothing(Instant now) {
        return lastExpiry == null || !now.isBefore(afterLastExpiry(lastExpiry));
    }

    public boolean finalCrlIsOut() {
        return !crls.isEmpty() && crls.stream().allMatch(NewestCrl::isFinal);
    }

    /** Whether it must keep its CRL fresh, and OCSP answers with it. */
    public boolean owesCrls(Instant now) {
        return switch (generation) {
            case Generation.AwaitingCertificate _, Generation.Retired _, Generation.Destroyed _ ->
                    false;
            case Generation.Staged _, Generation.Enabled _ -> true;
            case Generation.Disabled _, Generation.Revoked _ -> !owesNothing(now);
        };
    }

    /**
     * When the key may be destroyed at the earliest, the final CRL being out by then; empty while
     * that cannot be said because it may yet issue, or where the key is gone.
     */
    public Optional<Instant> earliestDestruction(Instant now) {
        return switch (generation) {
            case Generation.AwaitingCertificate _,
                    Generation.Staged _,
                    Generation.Enabled _,
                    Generation.Destroyed _ ->
                    Optional.empty();
            case Generation.Disabled _, Generation.Revoked _, Generation.Retired _ ->
                    Optional.of(
                            lastExpiry == null || owesNothing(now)
                                    ? now
                                    : afterLastExpiry(lastExpiry));
        };
    }

    /** Why it cannot be retired now; empty if it can. */
    public List<Hindrance> hindersRetirement(Instant now) {
        var hindrances = new ArrayList<Hindrance>();
        switch (generation) {
            case Generation.AwaitingCertificate _ -> hindrances.add(Standing.NEVER_BEGAN);
            case Generation.Staged _ -> hindrances.add(Standing.ONLY_STAGED);
            case Generation.Enabled _ -> hindrances.add(Standing.ISSUES);
            case Generation.Disabled _ -> {}
            case Generation.Retired _ -> hindrances.add(Standing.RETIRED);
            case Generation.Destroyed _ -> hindrances.add(Standing.DESTROYED);
            case Generation.Revoked _ -> hindrances.add(Standing.REVOKED);
        }
        addUnexpired(hindrances, now);
        return List.copyOf(hindrances);
    }

    /** Why its key cannot be destroyed now; empty if it can. */
    public List<Hindrance> hindersDestruction(Instant now) {
        var hindrances = new ArrayList<Hindrance>();
        switch (generation) {
            case Generation.AwaitingCertificate _,
                    Generation.Staged _,
                    Generation.Enabled _,
                    Generation.Disabled _ ->
                    hindrances.add(new Hindrance.NotRetired(generation.state()));
            case Generation.Retired _, Generation.Revoked _ -> {}
            case Generation.Destroyed _ -> hindrances.add(Standing.DESTROYED);
        }
        addUnexpired(hindrances, now);
        if (generation instanceof Generation.Retired && !finalCrlIsOut()) {
            hindrances.add(Standing.FINAL_CRL_MISSING);
        }
        return List.copyOf(hindrances);
    }

    private void addUnexpired(List<Hindrance> hindrances, Instant now) {
        if (lastExpiry != null && !owesNothing(now)) {
            hindrances.add(new Hindrance.Unexpired(unexpired, lastExpiry));
        }
    }

    /** NotAfter is included in the validity (RFC 5280 4.1.2.5). */
    private static Instant afterLastExpiry(Instant last) {
        return last.plusSeconds(1);
    }
}
