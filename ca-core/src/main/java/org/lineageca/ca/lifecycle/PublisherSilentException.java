package org.lineageca.ca.lifecycle;

import org.jspecify.annotations.Nullable;

/** A publisher was asked or told something, and no answer came that is surely its own. */
public final class PublisherSilentException extends RuntimeException {

    public PublisherSilentException(String publisher, String why, @Nullable Throwable cause) {
        super(
                "The CRL publisher %s gave no answer that can be trusted: %s."
                        .formatted(publisher, why),
                cause);
    }
}
