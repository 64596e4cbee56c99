package org.lineageca.ocsp.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How answers are made.
 *
 * @param validity from thisUpdate to nextUpdate
 * @param nonce whether a nonce is repeated; if not, it is ignored (RFC 9654 2.1)
 * @param extendedRevoke whether a certificate that was never issued is called revoked rather than
 *     unknown (RFC 6960 4.4.8)
 * @param retention how long the status of an expired certificate is kept, told by an archive cutoff
 *     (RFC 6960 4.4.4); null to tell nothing
 */
public record AnswerPolicy(
        Duration validity, boolean nonce, boolean extendedRevoke, @Nullable Duration retention) {

    public AnswerPolicy {
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "answers must be valid for a minute at least, got " + validity);
        }
    }

    /** Without options. */
    public AnswerPolicy(Duration validity, boolean nonce) {
        this(validity, nonce, false, null);
    }
}
