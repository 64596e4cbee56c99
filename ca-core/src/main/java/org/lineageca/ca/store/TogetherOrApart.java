package org.lineageca.ca.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;

/**
 * Writes many in one transaction; where one of them is what the database refuses, it is found by
 * halving, and refused alone.
 */
final class TogetherOrApart {

    private TogetherOrApart() {}

    /**
     * Writes.
     *
     * @param together a transaction that writes some of them, with a result for each
     * @param failed the result of one that could not be written
     */
    static <T, R> List<R> run(
            List<T> items,
            Function<List<T>, ? extends List<? extends R>> together,
            Function<RuntimeException, ? extends R> failed) {
        try {
            return List.copyOf(together.apply(items));
        } catch (DataAccessException e) {
            if (items.size() > 1 && isForWhatWasWritten(e)) {
                var half = items.size() / 2;
                var results = new ArrayList<R>(run(items.subList(0, half), together, failed));
                results.addAll(run(items.subList(half, items.size()), together, failed));
                return results;
            }
            return Collections.nCopies(items.size(), failed.apply(e));
        }
    }

    /**
     * Refused by the server, which has undone it: data exception, constraint, deadlock, a trigger.
     * Anything else will not be better with fewer.
     */
    static boolean isForWhatWasWritten(DataAccessException e) {
        return Stream.of("22", "23", "40", "P0").anyMatch(e.sqlState()::startsWith);
    }
}
