package org.lineageca.ca.path;

import java.time.Instant;
import java.util.List;

/**
 * Every path from a certificate upwards.
 *
 * @param at when they were to hold
 * @param paths the valid ones first
 * @param cuts a sentence for each bound of the search that was reached
 */
public record Exploration(
        PathCertificate target, Instant at, List<ExploredPath> paths, List<String> cuts) {

    /** How many paths ended in a way. */
    public long count(ExploredPath.Outcome outcome) {
        return paths.stream().filter(path -> path.outcome() == outcome).count();
    }
}
