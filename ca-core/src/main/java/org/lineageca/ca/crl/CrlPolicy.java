package org.lineageca.ca.crl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which CRLs a generation issues, and when (ADR 0030).
 *
 * @param schedule of the complete CRL, of that of CA certificates, and of shards
 * @param deltas of their deltas; null where there are none
 * @param shards over how many new certificates are spread; 0: they name the complete CRL
 * @param apartCas whether new certificates of CAs name a CRL of their own
 * @param keepsExpiredSince entries of certificates that expired after it stay; null: they go as RFC
 *     5280 3.3 allows
 */
public record CrlPolicy(
        CrlSchedule schedule,
        @Nullable CrlSchedule deltas,
        int shards,
        boolean apartCas,
        @Nullable Instant keepsExpiredSince) {

    public static final int MOST_SHARDS = 1024;

    public CrlPolicy {
        if (shards < 0 || shards > MOST_SHARDS) {
            throw new IllegalArgumentException(
                    "the number of shards is from 0 to " + MOST_SHARDS + ", not " + shards);
        }
        if (deltas != null && deltas.period().compareTo(schedule.period()) >= 0) {
            throw new IllegalArgumentException(
                    "deltas come more often than the CRLs they add to, not every "
                            + deltas.period()
                            + " beside every "
                            + schedule.period());
        }
    }

    /** The complete CRL alone. */
    public static CrlPolicy plain(CrlSchedule schedule) {
        return new CrlPolicy(schedule, null, 0, false, null);
    }
}
