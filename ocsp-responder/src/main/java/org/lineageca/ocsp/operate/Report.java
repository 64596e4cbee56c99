package org.lineageca.ocsp.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.meter.Counts;
import org.lineageca.ocsp.meter.RecentTraffic;
import org.lineageca.ocsp.respond.Health;

/**
 * What the responder is like at one moment.
 *
 * @param at that moment
 * @param startedAt when the program began
 * @param counts since then
 * @param recent in the last minute
 */
record Report(
        Instant at,
        Instant startedAt,
        Health health,
        Duration maxDataAge,
        Counts counts,
        RecentTraffic.Window recent,
        Cache cache,
        Load load,
        List<Signer> signers) {

    /**
     * Signed answers kept.
     *
     * @param certificates they are about, about
     * @param octets of memory, about
     * @param limit in octets
     * @param oldest when the status in the oldest that may still be given was read, as it was found
     *     a while ago; null if there was none
     */
    record Cache(long certificates, long octets, long limit, @Nullable Instant oldest) {}

    /**
     * What is under way.
     *
     * @param connections open
     * @param inFlight answers being made
     */
    record Load(long connections, int inFlight) {}

    /**
     * Who signs for a generation now.
     *
     * @param label the generation's
     * @param key what names the signer's key on its token
     */
    record Signer(String label, String key, Instant notBefore, Instant notAfter) {}

    Report {
        signers = List.copyOf(signers);
    }
}
