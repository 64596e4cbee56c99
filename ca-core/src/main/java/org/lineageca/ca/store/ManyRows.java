package org.lineageca.ca.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * A statement about many rows, or several that are sent together, with columns for parameters,
 * which the server unnests: one text for any number of rows, so it is parsed once for a connection,
 * and the values go in binary.
 */
final class ManyRows implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private int place;

    private ManyRows(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /**
     * Prepares it; its parameters follow in their order.
     *
     * @param text with {@code unnest(?, …)}
     */
    static ManyRows of(Connection connection, String text) throws SQLException {
        return new ManyRows(connection, connection.prepareStatement(text));
    }

    /** A value that all rows share. */
    ManyRows all(int value) throws SQLException {
        statement.setInt(++place, value);
        return this;
    }

    /** A value that all rows share. */
    ManyRows all(Instant value) throws SQLException {
        statement.setObject(++place, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    /** A column of the type text. */
    ManyRows texts(List<String> column) throws SQLException {
        return column("text", column.toArray(String[]::new));
    }

    /** A column of the type bytea. */
    ManyRows octets(List<? extends @Nullable Octets> column) throws SQLException {
        return column(
                "bytea",
                column.stream()
                        .map(value -> value == null ? null : value.toArray())
                        .toArray(byte[][]::new));
    }

    /** A column of the type bigint. */
    ManyRows numbers(List<Long> column) throws SQLException {
        return column("int8", column.toArray(Long[]::new));
    }

    private ManyRows column(String type, Object[] values) throws SQLException {
        statement.setArray(++place, connection.createArrayOf(type, values));
        return this;
    }

    /** What the statements of a text that begins with {@link KeptPlans#FIRST} return, in turn. */
    final class Answers {

        private Answers() {}

        /** Of the next statement; it ends with the one after it. */
        ResultSet next() throws SQLException {
            if (!statement.getMoreResults()) {
                throw new IllegalStateException("no further statement was sent");
            }
            return statement.getResultSet();
        }
    }

    /** Sends statements that return rows. */
    Answers ask() throws SQLException {
        statement.execute();
        return new Answers();
    }

    /**
     * Inserts them.
     *
     * @throws DataAccessException with what the server said, which jOOQ would leave to the cause
     */
    void insert() {
        try {
            statement.execute();
        } catch (SQLException e) {
            throw new DataAccessException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
