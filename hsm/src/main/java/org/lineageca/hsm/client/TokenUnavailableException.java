package org.lineageca.hsm.client;

import org.jspecify.annotations.Nullable;

/**
 * The token cannot sign now; it may later, without the caller being restarted. No signature was
 * returned.
 */
public final class TokenUnavailableException extends RuntimeException {

    private final String token;
    private final String why;

    public TokenUnavailableException(String token, String why, @Nullable Throwable cause) {
        super(
                "HSM token '"
                        + token
                        + "' is unavailable: "
                        + why
                        + ". No signature was returned. Check that the token is present and its signer runs (lineage status), then retry.",
                cause);
        this.token = token;
        this.why = why;
    }

    public String token() {
        return token;
    }

    /** The reason alone, without the advice around it. */
    public String why() {
        return why;
    }
}
