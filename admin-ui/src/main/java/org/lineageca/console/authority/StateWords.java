package org.lineageca.console.authority;

import org.lineageca.console.language.Texts;

/** What people call the states of a generation. */
public final class StateWords {

    private static final Texts TEXTS = Texts.of(StateWords.class);

    private StateWords() {}

    /**
     * The word for a state.
     *
     * @param state as the core calls it
     */
    public static String of(String state) {
        return switch (state) {
            case "AwaitingCertificate" -> TEXTS.say("awaiting-certificate");
            case "Staged" -> TEXTS.say("staged");
            case "Enabled" -> TEXTS.say("enabled");
            case "Disabled" -> TEXTS.say("disabled");
            case "Retired" -> TEXTS.say("retired");
            case "Destroyed" -> TEXTS.say("destroyed");
            case "Revoked" -> TEXTS.say("revoked");
            default -> state;
        };
    }
}
