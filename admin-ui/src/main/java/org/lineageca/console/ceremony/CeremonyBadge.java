package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;

/** States of ceremonies and runs as badges. */
final class CeremonyBadge {

    private static final Texts TEXTS = Texts.of(CeremonyBadge.class);

    private CeremonyBadge() {}

    static Badge of(Ceremony.State state) {
        return switch (state) {
            case DRAFTED -> new Badge(TEXTS.say("in-review"), Badge.Tone.QUIET);
            case AUTHORISED -> new Badge(TEXTS.say("authorised"), Badge.Tone.GOOD);
            case RUNNING -> new Badge(TEXTS.say("running"), Badge.Tone.WARNING);
            case COMPLETED -> new Badge(TEXTS.say("completed"), Badge.Tone.GOOD);
            case ABORTED -> new Badge(TEXTS.say("was-aborted"), Badge.Tone.BAD);
        };
    }

    static Badge of(Ceremony.Run run) {
        if (run.endedAt() == null) {
            return new Badge(TEXTS.say("goes-on"), Badge.Tone.WARNING);
        }
        return run.signature() == null
                ? new Badge(TEXTS.say("was-aborted"), Badge.Tone.BAD)
                : new Badge(TEXTS.say("closed"), Badge.Tone.GOOD);
    }
}
