package org.lineageca.ca.store;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/** Has what is done step by step wait, or go on. */
final class Halt {

    private Halt() {}

    /**
     * Marks a row that is held.
     *
     * @param name of whoever has it wait; null to have it go on
     * @return whether that is new
     */
    static boolean set(
            UpdatableRecord<?> row,
            Field<String> by,
            Field<Instant> since,
            @Nullable String name,
            Instant at) {
        if ((row.get(by) == null) == (name == null)) {
            return false;
        }
        row.set(by, name);
        row.set(since, name == null ? null : at);
        row.update(by, since);
        return true;
    }
}
