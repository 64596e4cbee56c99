package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.ca.forecast.RollProposals;
import org.lineageca.ca.issuance.CertificateProfile;

/** The lineages: who fills each role, what is ahead of it, and what should be done about it. */
public final class ListLineages {

    /**
     * A lineage.
     *
     * @param generations in the order they were created
     * @param lastSafeIssues of its profiles under the enabled generation, the earliest first; empty
     *     where none is enabled
     * @param forecast null where none is enabled
     * @param proposals the most pressing first
     */
    public record Overview(
            LineageLedger.Settings settings,
            List<Generation> generations,
            List<CertificateProfile> profiles,
            List<LastSafeIssue> lastSafeIssues,
            @Nullable CrlForecast forecast,
            List<RollProposal> proposals) {

        public Optional<LastSafeIssue> lastSafeIssue() {
            return lastSafeIssues.stream().findFirst();
        }
    }

    private final AuthorityStore authorities;
    private final LineageLedger ledger;
    private final ForecastCrls forecasts;

    public ListLineages(AuthorityStore authorities, LineageLedger ledger, ForecastCrls forecasts) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.forecasts = forecasts;
    }

    /** Roles and budgets alone, in the order they were created. */
    public List<LineageLedger.Settings> settings(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.lineages();
    }

    /** In the order they were created. */
    public List<Overview> all(Actor actor) {
        actor.require(Permission.VIEW);
        var generations = authorities.generations();
        var profiles = authorities.profiles();
        return ledger.lineages().stream()
                .map(lineage ->
                        overview(
                                lineage,
                                generations.stream()
                                        .filter(generation ->
                                                lineage.role()
                                                        .equals(generation.identity().lineage()))
                                        .toList(),
                                profiles.stream()
                                        .filter(profile -> profile.lineage().equals(lineage.role()))
                                        .toList()))
                .toList();
    }

    private Overview overview(
            LineageLedger.Settings lineage,
            List<Generation> generations,
            List<CertificateProfile> profiles) {
        var enabled =
                generations.stream()
                        .filter(Generation.Enabled.class::isInstance)
                        .map(Generation.Enabled.class::cast)
                        .findFirst();
        if (enabled.isEmpty()) {
            return new Overview(lineage, generations, profiles, List.of(), null, List.of());
        }
        var lastSafeIssues = LastSafeIssue.of(enabled.get(), profiles);
        var forecast = forecasts.forecast(lineage, enabled.get(), CrlScope.COMPLETE, profiles);
        return new Overview(
                lineage,
                generations,
                profiles,
                lastSafeIssues,
                forecast,
                RollProposals.of(
                        enabled.get(),
                        generations,
                        lastSafeIssues.isEmpty() ? null : lastSafeIssues.getFirst(),
                        forecast.crossing(),
                        RollProposals.LEAD_TIME));
    }
}
