package org.lineageca.console.authority;

import org.lineageca.console.shell.Badge;

/** A generation's state as a badge. */
final class StateBadge {

    private StateBadge() {}

    static Badge of(String state) {
        var tone =
                switch (state) {
                    case "Enabled" -> Badge.Tone.GOOD;
                    case "Revoked" -> Badge.Tone.BAD;
                    case "AwaitingCertificate" -> Badge.Tone.WARNING;
                    default -> Badge.Tone.QUIET;
                };
        return new Badge(StateWords.of(state), tone);
    }
}
