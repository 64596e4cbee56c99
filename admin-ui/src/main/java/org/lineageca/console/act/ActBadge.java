package org.lineageca.console.act;

import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;

/** An act's state as a badge. */
final class ActBadge {

    private static final Texts TEXTS = Texts.of(ActBadge.class);

    private ActBadge() {}

    /** A state as people call it. */
    static String word(String state) {
        return switch (state) {
            case "Proposed" -> TEXTS.say("proposed");
            case "Approved" -> TEXTS.say("approved");
            case "Done" -> TEXTS.say("done");
            case "Withdrawn" -> TEXTS.say("withdrawn");
            default -> state;
        };
    }

    static Badge of(ActRow row) {
        return new Badge(
                word(row.state()),
                switch (row.turn()) {
                    case MINE -> Badge.Tone.WARNING;
                    case ANOTHER_PERSONS -> Badge.Tone.QUIET;
                    case THE_INSTALLATIONS -> Badge.Tone.WARNING;
                    case NOBODYS -> row.state().equals("Done") ? Badge.Tone.GOOD : Badge.Tone.QUIET;
                });
    }
}
