package org.lineageca.ca.transparency.log;

/** A log gave no SCT; the message says what it did. */
final class LogSilentException extends RuntimeException {

    private final boolean passes;

    /**
     * Complains about a log.
     *
     * @param passes whether it may be otherwise in a moment
     */
    LogSilentException(String message, boolean passes) {
        super(message);
        this.passes = passes;
    }

    boolean passes() {
        return passes;
    }
}
