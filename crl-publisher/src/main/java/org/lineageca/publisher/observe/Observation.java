package org.lineageca.publisher.observe;

import java.time.Instant;

/**
 * What was seen at one distribution point.
 *
 * @param label of the generation
 * @param sentence for an operator
 */
public record Observation(
        String label, String scope, String uri, Instant at, Outcome outcome, String sentence) {}
