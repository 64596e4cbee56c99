package org.lineageca.ca.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;

/** From what lies ahead of a lineage to what its officers should do, and by when. */
public final class RollProposals {

    /** How long before the date itself a roll should be done. */
    public static final Duration LEAD_TIME = Duration.ofDays(30);

    private RollProposals() {}

    /**
     * What should be rolled, the most pressing first.
     *
     * @param lineage its generations in the order they were created, {@code enabled} among them
     * @param lastSafeIssue the earliest of its profiles; null where it has none
     * @param crossing null where no budget is set
     */
    public static List<RollProposal> of(
            Generation.Enabled enabled,
            List<Generation> lineage,
            @Nullable LastSafeIssue lastSafeIssue,
            @Nullable Crossing crossing,
            Duration leadTime) {
        var proposals = new ArrayList<RollProposal>();
        if (crossing != null && crossing.earliest() != null) {
            proposals.add(
                    new RollProposal(
                            RollProposal.Reason.CRL_BUDGET,
                            enabled.identity().id(),
                            crossing.earliest()
                                    .atStartOfDay()
                                    .toInstant(ZoneOffset.UTC)
                                    .minus(leadTime),
                            crossing.inWords()
                                    + " A new generation begins with an empty CRL; the old one keeps its own until its last certificate has expired.",
                            steps(spare(lineage), waiting(lineage))));
        }
        if (lastSafeIssue != null) {
            var end = enabled.certificate().notAfter();
            proposals.add(
                    new RollProposal(
                            RollProposal.Reason.LAST_SAFE_ISSUE,
                            enabled.identity().id(),
                            lastSafeIssue.at().minus(leadTime),
                            "From "
                                    + lastSafeIssue.at()
                                    + " on a certificate of profile "
                                    + lastSafeIssue.profile()
                                    + " would outlive its issuer, which ends on "
                                    + end
                                    + ".",
                            steps(
                                    spare(lineage).filter(staged -> outlasts(staged, end)),
                                    waiting(lineage))));
        }
        proposals.sort(Comparator.comparing(RollProposal::by));
        return proposals;
    }

    private static boolean outlasts(Generation.Staged staged, Instant end) {
        return staged.certificate().notAfter().isAfter(end);
    }

    /** The staged generation that lasts longest. */
    private static Optional<Generation.Staged> spare(List<Generation> lineage) {
        return lineage.stream()
                .filter(Generation.Staged.class::isInstance)
                .map(Generation.Staged.class::cast)
                .max(Comparator.comparing(staged -> staged.certificate().notAfter()));
    }

    private static Optional<Generation> waiting(List<Generation> lineage) {
        return lineage.stream()
                .filter(Generation.AwaitingCertificate.class::isInstance)
                .findFirst();
    }

    private static List<String> steps(
            Optional<Generation.Staged> spare, Optional<Generation> waiting) {
        var cutOver = "Cut over to it: one officer proposes, another approves.";
        if (spare.isPresent()) {
            return List.of(
                    "A spare is staged: " + name(spare.get()) + ". The root is not needed.",
                    cutOver);
        }
        if (waiting.isPresent()) {
            return List.of(
                    name(waiting.get())
                            + " has a key and awaits its certificate: have its parent sign it, in a ceremony where the parent is kept offline.",
                    "Have it staged, and its first CRL published.",
                    cutOver);
        }
        return List.of(
                "No spare is staged. Roll: propose a generation with a new key and a new name; another officer approves.",
                "Its parent must sign its certificate: where that is the offline root, hold the root's ceremony. Spares can be signed at the same one.",
                "Have it staged, and its first CRL published.",
                cutOver);
    }

    private static String name(Generation generation) {
        return generation.identity().name().commonName()
                + ", generation "
                + generation.identity().id();
    }
}
