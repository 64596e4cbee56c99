package org.lineageca.console.certificates;

import java.time.Instant;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;

/** A certificate's standing as a badge. */
final class StandingBadge {

    private static final Texts TEXTS = Texts.of(StandingBadge.class);

    private StandingBadge() {}

    private static String word(String standing) {
        return switch (standing) {
            case "good" -> TEXTS.say("good");
            case "revoked" -> TEXTS.say("was-revoked");
            case "on hold" -> TEXTS.say("on-hold");
            case "expired" -> TEXTS.say("expired");
            case "not recorded" -> TEXTS.say("not-recorded");
            default -> standing;
        };
    }

    static Badge of(CertificateRecord certificate, Instant now) {
        var standing = certificate.standing(now);
        return new Badge(
                word(standing),
                switch (standing) {
                    case "good" -> Badge.Tone.GOOD;
                    case "revoked", "on hold" -> Badge.Tone.BAD;
                    case "not recorded" -> Badge.Tone.WARNING;
                    default -> Badge.Tone.QUIET;
                });
    }
}
