package org.lineageca.ocsp.status;

import org.jspecify.annotations.Nullable;

/** Status cannot be read now; it may later. */
public final class StatusUnavailableException extends RuntimeException {

    public StatusUnavailableException(String why, @Nullable Throwable cause) {
        super(
                "certificate status cannot be read: "
                        + why
                        + ". Answers that are already signed are still given. Check the database and its network.",
                cause);
    }
}
