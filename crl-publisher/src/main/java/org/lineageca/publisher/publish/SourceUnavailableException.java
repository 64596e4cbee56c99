package org.lineageca.publisher.publish;

import org.jspecify.annotations.Nullable;

/** The source did not answer. What is published stays as it is; the next round asks again. */
public final class SourceUnavailableException extends RuntimeException {

    public SourceUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
