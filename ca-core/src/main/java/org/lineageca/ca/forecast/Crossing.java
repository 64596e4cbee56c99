package org.lineageca.ca.forecast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which day a CRL outgrows its budget; null means not before the generation ends.
 *
 * @param earliest if revocations come at the fastest rate that fits the history
 * @param latest if they come at the slowest
 */
public record Crossing(
        @Nullable LocalDate earliest, @Nullable LocalDate expected, @Nullable LocalDate latest) {

    public String inWords() {
        if (earliest == null) {
            return "The budget lasts until the generation ends, whatever the rate within the range.";
        }
        if (expected == null) {
            return "The budget is expected to last until the generation ends; at the fastest rate it is crossed on "
                    + earliest
                    + ".";
        }
        return "The budget is expected to be crossed on "
                + expected
                + ", at the earliest on "
                + earliest
                + (latest == null
                        ? ", at the slowest rate not before the generation ends."
                        : ", at the latest on " + latest + ".");
    }
}
