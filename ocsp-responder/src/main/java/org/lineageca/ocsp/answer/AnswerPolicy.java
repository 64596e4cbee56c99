package org.lineageca.ocsp.answer;

import java.time.Duration;

/**
 * How answers are made.
 *
 * @param validity from thisUpdate to nextUpdate
 * @param nonce whether a nonce is repeated; if not, it is ignored (RFC 9654 2.1)
 */
public record AnswerPolicy(Duration validity, boolean nonce) {

    public AnswerPolicy {
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "answers must be valid for a minute at least, got " + validity);
        }
    }
}
