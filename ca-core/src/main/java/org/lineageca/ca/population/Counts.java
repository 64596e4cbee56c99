package org.lineageca.ca.population;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many certificates of one kind there are.
 *
 * @param issued all that were ever promised, whether or not their signature arrived
 * @param unexpired whose notAfter is not past (RFC 5280 4.1.2.5: it is included)
 * @param revoked of all, revoked or on hold
 * @param onHold of all, on hold
 * @param valid unexpired and neither revoked nor on hold
 * @param expiring the unexpired ones by the month of their notAfter, in UTC; months without any are
 *     left out
 */
public record Counts(
        long issued,
        long unexpired,
        long revoked,
        long onHold,
        long valid,
        NavigableMap<YearMonth, Long> expiring) {

    /** Of no certificates. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, new TreeMap<>());

    public Counts {
        expiring = Collections.unmodifiableNavigableMap(new TreeMap<>(expiring));
    }

    /** Of these and those together. */
    public Counts plus(Counts other) {
        var months = new TreeMap<>(expiring);
        other.expiring.forEach((month, number) -> months.merge(month, number, Long::sum));
        return new Counts(
                issued + other.issued,
                unexpired + other.unexpired,
                revoked + other.revoked,
                onHold + other.onHold,
                valid + other.valid,
                months);
    }

    static Counts sum(Collection<Counts> counts) {
        return counts.stream().reduce(NONE, Counts::plus);
    }
}
