package org.lineageca.ca.forecast;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** How long an entry that is new on a CRL stays there: the distribution that was observed. */
final class ResidualLife {

    /** [d]: of the entries added one a day for d days, how many are there; null for all. */
    private final double @Nullable [] present;

    private ResidualLife(double @Nullable [] present) {
        this.present = present;
    }

    static ResidualLife endless() {
        return new ResidualLife(null);
    }

    /** Every entry stays as long. */
    static ResidualLife of(int days) {
        var present = new double[days + 2];
        for (var day = 1; day < present.length; day++) {
            present[day] = day;
        }
        return new ResidualLife(present);
    }

    /**
     * As it was seen.
     *
     * @param counts by whole days from the revocation to the expiry; not empty
     */
    static ResidualLife of(NavigableMap<Integer, Long> counts) {
        var all = (double) counts.values().stream().mapToLong(Long::longValue).sum();
        var longest = counts.lastKey();
        var present = new double[longest + 2];
        var survivors = all;
        for (var age = 0; age <= longest; age++) {
            present[age + 1] = present[age] + survivors / all;
            survivors -= counts.getOrDefault(age, 0L);
        }
        return new ResidualLife(present);
    }

    /** How many of the entries that were added one a day, from day one on, are there. */
    double present(long days) {
        if (present == null) {
            return days;
        }
        return present[(int) Math.min(days, present.length - 1L)];
    }
}
