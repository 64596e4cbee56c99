package org.lineageca.console.access;

/** The connection's certificate no longer belongs to a person who may come in. */
public final class NotSignedInException extends RuntimeException {

    public NotSignedInException() {
        super(
                "Your certificate is no longer accepted: it was revoked or is not registered. Nothing was done. Ask another officer.");
    }
}
