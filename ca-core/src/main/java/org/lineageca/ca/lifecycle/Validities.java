package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.x509.CaCertificate;

/** How long a CA certificate that is planned can be valid. */
final class Validities {

    private final AuthorityStore authorities;
    private final InstantSource clock;

    Validities(AuthorityStore authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Never beyond the issuer's validity, and never silently less than was asked for. */
    Duration fitting(Generation of, @Nullable Duration wanted, Duration usual) {
        var parent = StageGenerations.parentOf(authorities, of.identity());
        if (parent.isEmpty()) {
            return wanted == null ? usual : wanted;
        }
        return within(parent.get().certificate(), wanted, usual);
    }

    /** The same below a given issuer. */
    Duration within(CaCertificate issuer, @Nullable Duration wanted, Duration usual) {
        var longest = remaining(issuer);
        return wanted == null ? shorter(usual, longest) : atMost(wanted, longest);
    }

    static Duration atMost(Duration wanted, Duration longest) {
        if (wanted.compareTo(longest) > 0) {
            throw PlanAct.refused(
                    "A validity of %d days goes beyond the issuer's, which has %d days left. Plan a shorter one, or renew the issuer first."
                            .formatted(wanted.toDays(), longest.toDays()));
        }
        return wanted;
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Duration lengthOf(CaCertificate certificate) {
        return Duration.between(certificate.notBefore(), certificate.notAfter()).plusSeconds(1);
    }

    /** In whole days, a day less than there is: some time passes until it is carried out. */
    Duration remaining(CaCertificate certificate) {
        Instant now = clock.instant();
        var days = Duration.between(now, certificate.notAfter()).toDays();
        if (days < 1) {
            throw PlanAct.refused(
                    "%s expires within a day. Renew it first.".formatted(certificate.subject()));
        }
        return Duration.ofDays(days);
    }
}
