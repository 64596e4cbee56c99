package org.lineageca.ca.store;

import org.flywaydb.core.Flyway;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.migrations.Migrate;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;

/** A database as an earlier release left it. */
final class EarlierDatabase implements AutoCloseable {

    private final TemporaryDatabase server = TemporaryDatabase.start();
    private final String name;
    private final String url;
    private final CloseableDSLContext owner;

    /**
     * Makes one.
     *
     * @param version of the last migration that there was
     */
    EarlierDatabase(String name, String version) {
        this.name = name;
        url = server.jdbcUrl().replaceFirst("/[a-z0-9_]+$", "/" + name);
        execute("CREATE DATABASE " + name);
        owner = DSL.using(url, PostgresCluster.OWNER, server.password());
        Flyway.configure()
                .dataSource(url, PostgresCluster.OWNER, server.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** As the owner of the schema. */
    DSLContext jooq() {
        return owner;
    }

    /** Brings it up to date; the number of migrations. */
    int migrate() {
        return Migrate.apply(url, PostgresCluster.OWNER, server.password());
    }

    /** A generation, with its partitions. */
    void addGeneration() {
        owner.execute(
                """
                INSERT INTO authority (subject) VALUES ('\\x3000');
                INSERT INTO generation (authority_id, number, label, spki, token, key_id, algorithm, state,
                    state_since, ca_issuers_uri)
                VALUES (1, 1, '0123456789abcdef', '\\x3000', 'issuing', '\\x00', 'P256', 'Staged', now(), 'http://ca.test/');
                SELECT create_partitions(1)
                """);
    }

    private void execute(String statement) {
        try (var every = DSL.using(server.jdbcUrl(), PostgresCluster.OWNER, server.password())) {
            every.execute(statement);
        }
    }

    @Override
    public void close() {
        owner.close();
        execute("DROP DATABASE " + name + " WITH (FORCE)");
        server.close();
    }
}
