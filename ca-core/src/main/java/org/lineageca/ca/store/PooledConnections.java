package org.lineageca.ca.store;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.tools.jdbc.DefaultConnection;

/**
 * The connections of a pool, all of them read committed. jOOQ asks one for its isolation before and
 * after each transaction, which would be a question to the server.
 */
public record PooledConnections(ConnectionProvider pool) implements ConnectionProvider {

    /** Those of a pool that sets them so. */
    public static PooledConnections of(DataSource pool) {
        return new PooledConnections(new DataSourceConnectionProvider(pool));
    }

    @Override
    public Connection acquire() {
        return new ReadCommitted(pool.acquire());
    }

    @Override
    public void release(Connection connection) {
        pool.release(connection);
    }

    private static final class ReadCommitted extends DefaultConnection {

        ReadCommitted(Connection connection) {
            super(connection);
        }

        @Override
        public int getTransactionIsolation() {
            return TRANSACTION_READ_COMMITTED;
        }
    }
}
