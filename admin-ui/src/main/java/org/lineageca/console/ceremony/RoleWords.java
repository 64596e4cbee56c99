package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.console.language.Texts;

/** What people call the roles in a ceremony. */
final class RoleWords {

    private static final Texts TEXTS = Texts.of(RoleWords.class);

    private RoleWords() {}

    static String of(CeremonyRole role) {
        return switch (role) {
            case ADMINISTRATOR -> TEXTS.say("ceremony-administrator");
            case WITNESS -> TEXTS.say("internal-witness");
            case CUSTODIAN -> TEXTS.say("key-custodian");
        };
    }
}
