package org.lineageca.ca.audit.log;

/** A part of a log is not given out, or not as it must be. */
public final class LogUnreadableException extends RuntimeException {

    public LogUnreadableException(String message) {
        super(message);
    }
}
