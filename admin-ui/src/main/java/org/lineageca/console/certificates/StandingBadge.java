package org.lineageca.console.certificates;

import java.time.Instant;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.console.shell.Badge;

/** A certificate's standing as a badge. */
final class StandingBadge {

    private StandingBadge() {}

    static Badge of(CertificateRecord certificate, Instant now) {
        var standing = certificate.standing(now);
        return new Badge(
                standing,
                switch (standing) {
                    case "good" -> Badge.Tone.GOOD;
                    case "revoked", "on hold" -> Badge.Tone.BAD;
                    case "not recorded" -> Badge.Tone.WARNING;
                    default -> Badge.Tone.QUIET;
                });
    }
}
