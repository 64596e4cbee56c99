package org.lineageca.ca.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A query of one value that is asked very often: its text is written once, which costs more than to
 * send it, and its plan is made once for a connection ({@link KeptPlans}).
 */
final class KeptQuery {

    private static final String VALUE = "the_value_that_is_asked_for";

    /** Stands in the query for the value, wherever it is compared. */
    static <T> Field<T> value(Class<T> type) {
        return DSL.field(DSL.unquotedName(VALUE), type);
    }

    /** How the value is given to a statement. */
    interface Value {

        /** Sets a parameter. */
        void set(Connection connection, PreparedStatement statement, int place) throws SQLException;
    }

    private final String text;
    private final Field<?>[] fields;
    private final int places;
    private final int patienceSeconds;

    /**
     * Keeps a query.
     *
     * @param query its value is {@link #value}
     * @param patienceSeconds how long an answer is waited for; 0 for ever
     */
    KeptQuery(Select<?> query, int patienceSeconds) {
        var sql = DSL.using(SQLDialect.POSTGRES).renderInlined(query);
        this.text = KeptPlans.FIRST + sql.replace(VALUE, "?");
        this.places = sql.split(VALUE, -1).length - 1;
        // As they were selected: those of query.fields() all seem to be of one table.
        this.fields =
                query.$select().stream()
                        .map(selected -> (Field<?>) selected)
                        .toArray(Field<?>[]::new);
        this.patienceSeconds = patienceSeconds;
    }

    /** Asks. */
    List<? extends Record> fetch(DSLContext database, Value value) {
        return database.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(text)) {
                statement.setQueryTimeout(patienceSeconds);
                for (var place = 1; place <= places; place++) {
                    value.set(connection, statement, place);
                }
                statement.execute();
                statement.getMoreResults();
                try (var rows = statement.getResultSet()) {
                    return database.fetch(rows, fields);
                }
            }
        });
    }
}
