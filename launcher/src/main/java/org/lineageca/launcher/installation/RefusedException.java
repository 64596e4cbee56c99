package org.lineageca.launcher.installation;

/**
 * What was asked cannot be done as things stand; the message says why, what did not happen and what
 * to do.
 */
public final class RefusedException extends Exception {

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
