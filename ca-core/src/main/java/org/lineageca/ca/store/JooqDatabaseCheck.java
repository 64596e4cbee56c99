package org.lineageca.ca.store;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.lineageca.ca.lifecycle.DatabaseCheck;

/** Asks PostgreSQL for the number one. */
public final class JooqDatabaseCheck implements DatabaseCheck {

    private final DSLContext database;

    public JooqDatabaseCheck(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<String> problem() {
        try {
            database.selectOne().fetch();
            return Optional.empty();
        } catch (DataAccessException e) {
            return Optional.of("the database does not answer: " + e.getMessage());
        }
    }
}
