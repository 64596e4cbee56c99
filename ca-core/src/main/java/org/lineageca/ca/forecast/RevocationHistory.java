package org.lineageca.ca.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is on record of a lineage and its enabled generation; days are in UTC.
 *
 * @param today the day it was read
 * @param since the first day that counts for rates: the beginning of the window, or the day of the
 *     lineage's first certificate
 * @param days those with revocations, ascending
 * @param residualLife of the revocations in {@code days}: how many, by whole days from revocation
 *     to expiry
 * @param entries all that the enabled generation ever revoked and the CRL speaks for: how many, by
 *     the day of their expiry
 * @param crls of the enabled generation and of one scope, ascending by day
 */
public record RevocationHistory(
        LocalDate today,
        LocalDate since,
        List<Day> days,
        NavigableMap<Integer, Long> residualLife,
        NavigableMap<LocalDate, Long> entries,
        List<PublishedCrl> crls) {

    /**
     * A day's revocations.
     *
     * @param lineage in all its generations
     * @param generation in the one that is enabled now
     */
    public record Day(LocalDate day, long lineage, long generation) {}

    public RevocationHistory {
        days = List.copyOf(days);
        residualLife = Collections.unmodifiableNavigableMap(new TreeMap<>(residualLife));
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
        crls = List.copyOf(crls);
    }

    /** At which the whole lineage revoked, from {@code since} to {@code today}. */
    public RevocationRate rate() {
        return RevocationRate.of(
                days.stream().mapToLong(Day::lineage).sum(), since.until(today, ChronoUnit.DAYS));
    }

    /** Those of the entries there are now that are on the CRL of a day to come. */
    long remaining(LocalDate day, ExpiredEntries expired) {
        return switch (expired) {
            case STAY -> sum(entries);
            case LEAVE -> sum(entries.tailMap(day, true));
        };
    }

    private static long sum(NavigableMap<LocalDate, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
