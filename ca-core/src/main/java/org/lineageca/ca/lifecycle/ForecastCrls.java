package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.ExpiredEntries;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** How large the CRL of a lineage's enabled generation becomes until that generation ends. */
public final class ForecastCrls {

    /** How far back revocations count for the rate. */
    private static final Duration WINDOW = Duration.ofDays(90);

    private final AuthorityStore authorities;
    private final LineageLedger ledger;
    private final ExpiredEntries expired;
    private final InstantSource clock;

    /**
     * The use case.
     *
     * @param expired what CRLs of this installation do with the entries of expired certificates
     */
    public ForecastCrls(
            AuthorityStore authorities,
            LineageLedger ledger,
            ExpiredEntries expired,
            InstantSource clock) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.expired = expired;
        this.clock = clock;
    }

    /** The forecast; empty where no generation of the lineage is enabled. */
    public Optional<CrlForecast> forecast(Actor actor, String role) {
        actor.require(Permission.VIEW);
        var settings =
                ledger.lineages().stream()
                        .filter(lineage -> lineage.role().equals(role))
                        .findFirst()
                        .orElseThrow(() -> noSuchLineage(role, ""));
        return authorities
                .enabled(role)
                .map(enabled -> forecast(settings, enabled, authorities.profiles()));
    }

    CrlForecast forecast(
            LineageLedger.Settings lineage,
            Generation.Enabled enabled,
            List<CertificateProfile> profiles) {
        var now = clock.instant();
        var history =
                ledger.history(
                        lineage.role(), enabled.identity().id(), day(now.minus(WINDOW)), now);
        return CrlForecast.of(
                history,
                lineage.budget(),
                expired,
                longestLife(lineage.role(), enabled, profiles),
                day(enabled.certificate().notAfter()));
    }

    /** In days; that of the generation itself where there are no profiles to tell. */
    private static int longestLife(
            String role, Generation.Enabled enabled, List<CertificateProfile> profiles) {
        return (int)
                profiles.stream()
                        .filter(profile -> profile.lineage().equals(role))
                        .mapToLong(profile -> profile.validity().toDays() + 1)
                        .max()
                        .orElseGet(() ->
                                Duration.between(
                                                enabled.certificate().notBefore(),
                                                enabled.certificate().notAfter())
                                        .toDays());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static RefusedException noSuchLineage(String role, String whatDidNotHappen) {
        return new RefusedException(
                Refusal.NOT_FOUND,
                "There is no lineage '"
                        + role
                        + "'."
                        + whatDidNotHappen
                        + " GET /lineages lists them.");
    }
}
