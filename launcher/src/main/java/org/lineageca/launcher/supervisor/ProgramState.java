package org.lineageca.launcher.supervisor;

import java.util.Locale;

/** Where one supervised program stands. */
public enum ProgramState {
    /** Not started yet, or stopped in order. */
    STOPPED,
    /** It runs and has not been healthy yet. */
    STARTING,
    HEALTHY,
    /** It runs, was healthy once, and does not answer its health question now. */
    UNHEALTHY,
    /** It runs, and refuses its work until somebody acts: to wait mends nothing. */
    REFUSING,
    /** It ended and is started again after a pause. */
    RESTARTING,
    /** It ended several times in a row without ever becoming healthy; it is still tried again. */
    FAILED;

    /** As people and the status file read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProgramState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
