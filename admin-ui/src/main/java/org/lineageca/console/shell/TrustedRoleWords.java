package org.lineageca.console.shell;

import org.lineageca.ca.access.TrustedRole;
import org.lineageca.console.language.Texts;

/** What people call a trusted role. */
public final class TrustedRoleWords {

    private static final Texts TEXTS = Texts.of(TrustedRoleWords.class);

    private TrustedRoleWords() {}

    public static String of(TrustedRole role) {
        return switch (role) {
            case Administrator -> TEXTS.say("role.administrator");
            case Officer -> TEXTS.say("role.officer");
            case RegistrationOfficer -> TEXTS.say("role.registration-officer");
            case Auditor -> TEXTS.say("role.auditor");
            case Machine -> TEXTS.say("role.machine");
        };
    }
}
