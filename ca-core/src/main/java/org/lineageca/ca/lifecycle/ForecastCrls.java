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
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.ExpiredEntries;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** How large CRLs of a lineage's enabled generation become until that generation ends. */
public final class ForecastCrls {

    /** How far back revocations count for the rate. */
    private static final Duration WINDOW = Duration.ofDays(90);

    private final AuthorityStore authorities;
    private final LineageLedger ledger;
    private final CrlPolicyStore policies;
    private final InstantSource clock;

    public ForecastCrls(
            AuthorityStore authorities,
            LineageLedger ledger,
            CrlPolicyStore policies,
            InstantSource clock) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.policies = policies;
        this.clock = clock;
    }

    /** Of the complete CRL; empty where no generation of the lineage is enabled. */
    public Optional<CrlForecast> forecast(Actor actor, String role) {
        return forecast(actor, role, CrlScope.COMPLETE);
    }

    /**
     * Of one CRL; empty where no generation of the lineage is enabled, or nothing can be foreseen:
     * deltas begin anew with each CRL they add to, and certificates of CAs are revoked one by one.
     *
     * @param place as in {@link CrlLedger.Standing}
     */
    public Optional<CrlForecast> forecast(Actor actor, String role, String place) {
        actor.require(Permission.VIEW);
        if (!isForeseen(place)) {
            return Optional.empty();
        }
        var settings =
                ledger.lineages().stream()
                        .filter(lineage -> lineage.role().equals(role))
                        .findFirst()
                        .orElseThrow(() -> noSuchLineage(role, ""));
        return authorities
                .enabled(role)
                .map(enabled -> forecast(settings, enabled, place, authorities.profiles()));
    }

    /** How many certificates the lineage's enabled generation has out; 0 where none is enabled. */
    public long certificatesOut(Actor actor, String role) {
        actor.require(Permission.VIEW);
        return authorities
                .enabled(role)
                .map(enabled -> ledger.certificatesOut(enabled.identity().id(), clock.instant()))
                .orElse(0L);
    }

    private static boolean isForeseen(String place) {
        return place.equals(CrlScope.COMPLETE)
                || (place.startsWith(CrlScope.SHARD) && !place.endsWith(CrlScope.DELTA));
    }

    CrlForecast forecast(
            LineageLedger.Settings lineage,
            Generation.Enabled enabled,
            String place,
            List<CertificateProfile> profiles) {
        var now = clock.instant();
        var policy = policies.policy(enabled.identity().id());
        var history =
                ledger.history(
                        lineage.role(),
                        enabled.identity().id(),
                        place,
                        day(now.minus(WINDOW)),
                        now);
        return CrlForecast.of(
                history,
                place.equals(CrlScope.COMPLETE) ? 1 : Math.max(1, policy.shards()),
                lineage.budget(),
                policy.keepsExpiredSince() == null ? ExpiredEntries.LEAVE : ExpiredEntries.STAY,
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
