package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/**
 * Which CRLs a generation issues, and when; asked for and answered in the same form.
 *
 * @param schedule of the complete CRL, of that of CA certificates, and of shards
 * @param deltas of their deltas; absent where there are none
 * @param shards over how many new certificates are spread; absent or 0: they name the complete CRL
 * @param apartCas whether new certificates of CAs name a CRL of their own; absent: they do not
 * @param keepsExpiredSince entries of certificates that expired after it stay; absent: they go when
 *     RFC 5280 3.3 allows
 */
@Serdeable
record CrlPolicyBody(
        @Nullable Schedule schedule,
        @Nullable Schedule deltas,
        @Nullable Integer shards,
        @Nullable Boolean apartCas,
        @Nullable String keepsExpiredSince) {

    /**
     * When CRLs come due; ISO 8601 durations such as {@code PT12H} or {@code P7D}.
     *
     * @param period from one thisUpdate to the next
     * @param lifetime from thisUpdate to nextUpdate
     * @param coalesce from a revocation to the CRL that tells it; absent where revocations wait for
     *     the next regular one
     */
    @Serdeable
    record Schedule(@Nullable String period, @Nullable String lifetime, @Nullable String coalesce) {

        static Schedule of(CrlSchedule schedule) {
            var coalesce = schedule.coalesce();
            return new Schedule(
                    schedule.period().toString(),
                    schedule.lifetime().toString(),
                    coalesce == null ? null : coalesce.toString());
        }

        CrlSchedule parsed(String member) {
            var every = duration(member + ".period", required(member + ".period", period));
            var lasts = duration(member + ".lifetime", required(member + ".lifetime", lifetime));
            var follows = coalesce == null ? null : duration(member + ".coalesce", coalesce);
            try {
                return new CrlSchedule(every, lasts, follows);
            } catch (IllegalArgumentException e) {
                throw refused("The member '" + member + "' is not possible: " + e.getMessage());
            }
        }
    }

    static CrlPolicyBody of(CrlPolicy policy) {
        var deltas = policy.deltas();
        var since = policy.keepsExpiredSince();
        return new CrlPolicyBody(
                Schedule.of(policy.schedule()),
                deltas == null ? null : Schedule.of(deltas),
                policy.shards(),
                policy.apartCas(),
                since == null ? null : since.toString());
    }

    /**
     * The policy.
     *
     * @throws RefusedException naming the member that is missing or impossible
     */
    CrlPolicy parsed() {
        if (schedule == null) {
            throw refused("The member 'schedule' is missing");
        }
        var regular = schedule.parsed("schedule");
        var between = deltas == null ? null : deltas.parsed("deltas");
        try {
            return new CrlPolicy(
                    regular,
                    between,
                    shards == null ? 0 : shards,
                    apartCas != null && apartCas,
                    keepsExpiredSince == null ? null : time(keepsExpiredSince));
        } catch (IllegalArgumentException e) {
            throw refused("This policy is not possible: " + e.getMessage());
        }
    }

    private static Duration duration(String member, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw refused(
                    "The "
                            + member
                            + " '"
                            + text
                            + "' is not an ISO 8601 duration such as PT12H or P7D");
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(
                    "The keepsExpiredSince '"
                            + text
                            + "' is not a time such as 2026-12-01T08:30:00Z");
        }
    }

    private static String required(String member, @Nullable String value) {
        if (value == null) {
            throw refused("The member '" + member + "' is missing");
        }
        return value;
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.INVALID_VALUE, why + ". No policy was set.");
    }
}
