package org.lineageca.console.responder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a responder says of itself.
 *
 * @param state how it is
 * @param reasons what is wrong and what to do about it
 * @param lag since it last read changes of status; null if it never did
 * @param lagLimit from when on it signs nothing new
 * @param unsigned labels of generations it should sign for and cannot
 */
record ResponderStatus(
        State state,
        List<String> reasons,
        Instant startedAt,
        @Nullable Duration lag,
        Duration lagLimit,
        List<Signer> signers,
        List<String> unsigned,
        Traffic traffic,
        Cache cache,
        Connections connections) {

    /** How it is. */
    enum State {
        UP,
        /** It answers most questions. */
        DEGRADED,
        /** It answers nothing new. */
        DOWN
    }

    /**
     * Who signs for a generation.
     *
     * @param key what names its key on the responder's token
     */
    record Signer(String generation, String key, Instant notBefore, Instant notAfter) {}

    /**
     * The last minute.
     *
     * @param hitRate how much of what was answered was in the cache, 0 to 1; null if nothing was
     * @param errors how many requests got tryLater or internalError
     */
    record Traffic(
            double requests,
            double signatures,
            @Nullable Double hitRate,
            long errors,
            Percentiles answers,
            Percentiles signing) {}

    /** In milliseconds; null if there was nothing to measure. */
    record Percentiles(@Nullable Double p50, @Nullable Double p90, @Nullable Double p99) {}

    /**
     * Signed answers kept.
     *
     * @param certificates they are about
     * @param oldest when the status in the oldest that may still be given was read
     */
    record Cache(long certificates, long octets, long limit, @Nullable Instant oldest) {}

    /**
     * Of relying parties.
     *
     * @param refused since it started
     */
    record Connections(long open, long refused) {}

    ResponderStatus {
        reasons = List.copyOf(reasons);
        signers = List.copyOf(signers);
        unsigned = List.copyOf(unsigned);
    }
}
