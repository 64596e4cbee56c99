package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.ca.lifecycle.ListLineages;

/**
 * A lineage as the interface shows it.
 *
 * @param enabled the label of the generation that issues; null where none does
 * @param staged labels
 * @param disabled labels
 * @param lastSafeIssue the earliest of its profiles; null where none is enabled
 */
@Serdeable
record LineageView(
        String role,
        @Nullable String enabled,
        List<String> staged,
        List<String> disabled,
        List<MemberView> generations,
        List<ProfileView> profiles,
        BudgetView budget,
        @Nullable String namingRule,
        @Nullable Instant lastSafeIssue,
        List<ProposalView> proposals) {

    /** A generation in it; the times are those of its present certificate. */
    @Serdeable
    record MemberView(
            String label,
            String name,
            String state,
            Instant since,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {}

    /**
     * What it issues.
     *
     * @param lastSafeIssue null where no generation is enabled
     */
    @Serdeable
    record ProfileView(String name, long validitySeconds, @Nullable Instant lastSafeIssue) {}

    /** Null for no limit. */
    @Serdeable
    record BudgetView(@Nullable Long entries, @Nullable Long bytes) {
        static BudgetView of(CrlBudget budget) {
            return new BudgetView(budget.entries(), budget.bytes());
        }
    }

    /** What should be done. */
    @Serdeable
    record ProposalView(
            String reason,
            String generation,
            Instant by,
            boolean due,
            String because,
            List<String> steps) {
        static ProposalView of(RollProposal proposal, Instant now) {
            return new ProposalView(
                    switch (proposal.reason()) {
                        case CRL_BUDGET -> "crl-budget";
                        case LAST_SAFE_ISSUE -> "last-safe-issue";
                    },
                    proposal.from().label(),
                    proposal.by(),
                    proposal.isDue(now),
                    proposal.because(),
                    proposal.steps());
        }
    }

    static LineageView of(ListLineages.Overview lineage, Instant now) {
        return new LineageView(
                lineage.settings().role(),
                labels(lineage, "Enabled").stream().findFirst().orElse(null),
                labels(lineage, "Staged"),
                labels(lineage, "Disabled"),
                lineage.generations().stream().map(LineageView::member).toList(),
                profiles(lineage),
                BudgetView.of(lineage.settings().budget()),
                lineage.settings().namingRule(),
                lineage.lastSafeIssue().map(LastSafeIssue::at).orElse(null),
                lineage.proposals().stream()
                        .map(proposal -> ProposalView.of(proposal, now))
                        .toList());
    }

    private static List<String> labels(ListLineages.Overview lineage, String state) {
        return lineage.generations().stream()
                .filter(generation -> generation.state().equals(state))
                .map(generation -> generation.identity().id().label())
                .toList();
    }

    private static MemberView member(Generation generation) {
        var certificate = generation.caCertificate().orElse(null);
        return new MemberView(
                generation.identity().id().label(),
                generation.identity().name().toString(),
                generation.state(),
                generation.since(),
                certificate == null ? null : certificate.notBefore(),
                certificate == null ? null : certificate.notAfter());
    }

    private static List<ProfileView> profiles(ListLineages.Overview lineage) {
        return lineage.profiles().stream()
                .map(profile ->
                        new ProfileView(
                                profile.name(),
                                profile.validity().toSeconds(),
                                lineage.lastSafeIssues().stream()
                                        .filter(last -> last.profile().equals(profile.name()))
                                        .map(LastSafeIssue::at)
                                        .findFirst()
                                        .orElse(null)))
                .toList();
    }
}
