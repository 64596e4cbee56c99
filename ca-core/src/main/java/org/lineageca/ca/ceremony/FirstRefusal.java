package org.lineageca.ca.ceremony;

import java.util.List;
import java.util.Optional;

/** Finds the entry at which a transcript cannot be folded further. */
final class FirstRefusal {

    private FirstRefusal() {}

    /** Says which entry may not follow, and why; empty if all may. */
    static Optional<String> of(CeremonyPlan plan, List<TranscriptEntry> entries) {
        if (problem(plan, entries).isEmpty()) {
            return Optional.empty();
        }
        // The shortest beginning that cannot be folded ends with the entry that is to blame.
        var foldable = 0;
        var broken = entries.size();
        while (broken - foldable > 1) {
            var middle = (foldable + broken) / 2;
            if (problem(plan, entries.subList(0, middle)).isEmpty()) {
                foldable = middle;
            } else {
                broken = middle;
            }
        }
        var entry = entries.get(broken - 1);
        return Optional.of(
                "entry %s (%s by %s) may not follow: %s"
                        .formatted(
                                broken,
                                entry.event().getClass().getSimpleName(),
                                entry.person(),
                                problem(plan, entries.subList(0, broken)).orElse("")));
    }

    private static Optional<String> problem(CeremonyPlan plan, List<TranscriptEntry> entries) {
        try {
            RunState.of(plan, entries);
            return Optional.empty();
        } catch (IllegalMoveException e) {
            return Optional.of(String.valueOf(e.getMessage()).replace(". Nothing was done.", ""));
        } catch (RuntimeException e) {
            // A key or certificate from a stranger's file that cannot be read at all.
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }
}
