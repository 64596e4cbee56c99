package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.tools.jdbc.DefaultConnection;
import org.junit.jupiter.api.Test;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;

class PooledConnectionsTest {

    /** Counts the questions for its isolation. */
    private static final class Counting extends DefaultConnection {

        private final AtomicInteger asked = new AtomicInteger();

        Counting(Connection connection) {
            super(connection);
        }

        @Override
        public int getTransactionIsolation() throws SQLException {
            asked.incrementAndGet();
            return super.getTransactionIsolation();
        }
    }

    @Test
    void transactionsAreReadCommittedAndTheServerIsNotAskedWhetherTheyAre() throws SQLException {
        try (var server = TemporaryDatabase.start();
                var connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), PostgresCluster.OWNER, server.password())) {
            var counting = new Counting(connection);
            var database =
                    DSL.using(
                            new PooledConnections(new DefaultConnectionProvider(counting)),
                            SQLDialect.POSTGRES);

            var isolation =
                    database.transactionResult(transaction ->
                            transaction.dsl().fetchValue("SHOW transaction_isolation"));

            assertThat(isolation).isEqualTo("read committed");
            assertThat(counting.asked.get()).isZero();
        }
    }
}
