package org.lineageca.ca.audit.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * In which order events came into the log.
 *
 * <p>Sequence numbers are given out before events are committed, so a few leaves change places. But
 * neither in the order of leaves nor in that of numbers can the time of an event lie much before
 * that of one that came earlier: whoever puts an event between old ones is at odds with one of the
 * two.
 */
public final class LeafOrder {

    /** Longer than any change takes, and than clocks of nodes may differ. */
    public static final Duration TOLERANCE = Duration.ofHours(1);

    private long[] leaves = new long[1024];
    private long[] sequences = new long[1024];
    private long[] seconds = new long[1024];
    private int count;

    public void add(long leaf, LoggedEvent event) {
        if (count == leaves.length) {
            leaves = Arrays.copyOf(leaves, count * 2);
            sequences = Arrays.copyOf(sequences, count * 2);
            seconds = Arrays.copyOf(seconds, count * 2);
        }
        leaves[count] = leaf;
        sequences[count] = event.sequence();
        seconds[count] = event.at().getEpochSecond();
        count++;
    }

    /** Events that have more than one leaf. */
    public List<String> duplicates() {
        var found = new ArrayList<String>();
        var places = bySequence();
        for (var place = 1; place < count; place++) {
            var one = places[place - 1];
            var other = places[place];
            if (sequences[one] == sequences[other]) {
                found.add(
                        "leaves %s and %s are both of event %s"
                                .formatted(leaves[one], leaves[other], sequences[one]));
            }
        }
        return found;
    }

    /**
     * Leaves that were not where they are when their event happened.
     *
     * @param from the first leaf that is looked at; those before it are compared with
     */
    public List<String> misplaced(long from) {
        var found = new ArrayList<String>();
        var inOrder = new Integer[count];
        Arrays.setAll(inOrder, place -> place);
        early(inOrder, from)
                .forEach(place ->
                        found.add(
                                "leaf %s (event %s) is of more than %s before a leaf before it"
                                        .formatted(
                                                leaves[(int) place],
                                                sequences[(int) place],
                                                hours())));
        var numbered = bySequence();
        LongStream.concat(early(numbered, from), late(numbered, from))
                .forEach(place ->
                        found.add(
                                "leaf %s has number %s, whose neighbours are of more than %s before or after it"
                                        .formatted(
                                                leaves[(int) place],
                                                sequences[(int) place],
                                                hours())));
        return found;
    }

    private static String hours() {
        return TOLERANCE.toHours() + " h";
    }

    private LongStream early(Integer[] places, long from) {
        var found = LongStream.builder();
        var latest = Long.MIN_VALUE;
        for (int place : places) {
            if (latest != Long.MIN_VALUE
                    && leaves[place] >= from
                    && seconds[place] < latest - TOLERANCE.toSeconds()) {
                found.add(place);
            }
            latest = Math.max(latest, seconds[place]);
        }
        return found.build();
    }

    private LongStream late(Integer[] places, long from) {
        var found = LongStream.builder();
        var earliest = Long.MAX_VALUE;
        for (int place : Arrays.asList(places).reversed()) {
            if (earliest != Long.MAX_VALUE
                    && leaves[place] >= from
                    && seconds[place] > earliest + TOLERANCE.toSeconds()) {
                found.add(place);
            }
            earliest = Math.min(earliest, seconds[place]);
        }
        return found.build();
    }

    private Integer[] bySequence() {
        var places = new Integer[count];
        Arrays.setAll(places, place -> place);
        Arrays.sort(
                places,
                Comparator.<Integer>comparingLong(place -> sequences[place])
                        .thenComparingLong(place -> leaves[place]));
        return places;
    }
}
