package org.lineageca.publisher.testpki;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;

/** Writes what the core would write, as the owner of the schema. */
public final class TestRows implements AutoCloseable {

    private final Connection connection;

    public TestRows(TemporaryDatabase database) {
        this(database.jdbcUrl(), database.password());
    }

    public TestRows(String jdbcUrl, String password) {
        try {
            connection = DriverManager.getConnection(jdbcUrl, PostgresCluster.OWNER, password);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Inserts a generation of a new authority; returns its id. */
    public int generation(TestAuthority authority, @Nullable Integer parent) {
        update(
                "INSERT INTO authority (subject) VALUES (?) ON CONFLICT DO NOTHING",
                authority.subject().toArray());
        update(
                """
                INSERT INTO generation (authority_id, parent_id, number, label, spki, token, key_id, algorithm, state,
                    state_since, ca_issuers_uri)
                VALUES ((SELECT authority_id FROM authority WHERE subject = ?), ?,
                    (SELECT count(*) + 1 FROM generation), ?, ?, 'issuing', ?, 'P256', 'Enabled', now(), ?)
                """,
                authority.subject().toArray(),
                parent,
                authority.label(),
                authority.publicKey().toArray(),
                authority.publicKey().sha256().slice(0, 20).toArray(),
                "http://127.0.0.1/" + authority.label() + "/ca.crt");
        var id = number("SELECT generation_id FROM generation WHERE label = ?", authority.label());
        update("SELECT create_partitions(" + id + ")");
        return id;
    }

    public void certificate(
            int generation, @Nullable Integer issuer, Instant notBefore, Octets der) {
        certificate(generation, issuer, notBefore, der, false);
    }

    /** Inserts a cross- or link certificate over the generation's key. */
    public void crossCertificate(
            int generation, @Nullable Integer issuer, Instant notBefore, Octets der) {
        certificate(generation, issuer, notBefore, der, true);
    }

    private void certificate(
            int generation,
            @Nullable Integer issuer,
            Instant notBefore,
            Octets der,
            boolean cross) {
        update(
                """
                INSERT INTO ca_certificate (generation_id, sha256, issuer_generation_id, serial, not_before, not_after,
                    der, recorded_at, is_cross)
                VALUES (?, sha256(?), ?, '\\x01', ?, ?, ?, now(), ?)
                """,
                generation,
                der.toArray(),
                issuer,
                Timestamp.from(notBefore),
                Timestamp.from(notBefore.plusSeconds(100_000)),
                der.toArray(),
                cross);
    }

    public void scope(int generation, String name, String uri) {
        update(
                """
                INSERT INTO crl_scope (generation_id, scope, distribution_point, period_seconds, lifetime_seconds, delta_of)
                VALUES (?, ?, ?, 3600, 86400, ?)
                """,
                generation,
                name,
                uri,
                CrlScope.isDelta(name) ? CrlScope.baseOf(name) : null);
    }

    /** Inserts a signed CRL; committed on return. As the core does: nobody sees one half of it. */
    public void crl(int generation, TestCrl crl) {
        update("BEGIN");
        update(
                """
                INSERT INTO crl (generation_id, scope, number, this_update, next_update, entries, tbs_sha256,
                    intended_at, octets, recorded_at, is_final, base_number)
                VALUES (?, ?, ?, ?, ?, ?, ?, now(), ?, now(), ?, ?)
                """,
                generation,
                crl.scope(),
                crl.number(),
                Timestamp.from(crl.thisUpdate()),
                Timestamp.from(crl.nextUpdate()),
                crl.entries(),
                crl.tbsSha256().toArray(),
                (long) crl.der().length(),
                crl.isFinal(),
                crl.base());
        update(
                "INSERT INTO crl_piece VALUES (?, ?, ?, 1, ?)",
                generation,
                crl.scope(),
                crl.number(),
                crl.der().toArray());
        update("COMMIT");
    }

    /** Inserts a number that was taken and whose signature never arrived. */
    public void unsignedCrl(int generation, long number) {
        update(
                """
                INSERT INTO crl (generation_id, scope, number, this_update, next_update, entries, tbs_sha256,
                    intended_at)
                VALUES (?, 'complete', ?, now(), now(), 0, '\\x00', now())
                """,
                generation,
                number);
    }

    /** As if the database had been set back. */
    public void forgetCrls(int generation) {
        // As replication does it: nothing is checked and no trigger runs.
        update("SET session_replication_role = replica");
        update("DELETE FROM crl_piece WHERE generation_id = " + generation);
        update("DELETE FROM crl WHERE generation_id = " + generation);
        update("SET session_replication_role = origin");
    }

    public void update(String sql, @Nullable Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int number(String sql, String parameter) {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
