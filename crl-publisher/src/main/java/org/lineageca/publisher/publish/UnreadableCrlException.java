package org.lineageca.publisher.publish;

import org.jspecify.annotations.Nullable;

/**
 * The source answers, but not to what this one CRL needs. It is refused for as long; the others are
 * published.
 */
public final class UnreadableCrlException extends RuntimeException {

    private final String why;

    /**
     * Says what was not given.
     *
     * @param why one sentence for an operator
     */
    public UnreadableCrlException(String why, @Nullable Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    String why() {
        return why;
    }
}
