package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.console.shell.Badge;

/** States of ceremonies and runs as badges. */
final class CeremonyBadge {

    private CeremonyBadge() {}

    static Badge of(Ceremony.State state) {
        return switch (state) {
            case DRAFTED -> new Badge("in review", Badge.Tone.QUIET);
            case AUTHORISED -> new Badge("authorised", Badge.Tone.GOOD);
            case RUNNING -> new Badge("running", Badge.Tone.WARNING);
            case COMPLETED -> new Badge("completed", Badge.Tone.GOOD);
            case ABORTED -> new Badge("aborted", Badge.Tone.BAD);
        };
    }

    static Badge of(Ceremony.Run run) {
        if (run.endedAt() == null) {
            return new Badge("goes on", Badge.Tone.WARNING);
        }
        return run.signature() == null
                ? new Badge("aborted", Badge.Tone.BAD)
                : new Badge("closed", Badge.Tone.GOOD);
    }
}
