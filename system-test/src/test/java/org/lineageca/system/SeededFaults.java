package org.lineageca.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Breaks an installation in many ways at once, and mends it: its programs but for the console and
 * the database are stopped in their tracks, and what is on record is moved near its end.
 */
final class SeededFaults implements AutoCloseable {

    /** What the dashboard says of each. */
    static final List<String> SEEN =
            List.of(
                    "Token 'issuing' does not sign",
                    "ocsp-responder is unreachable",
                    "crl-publisher is unreachable",
                    "CRL of TLS Issuing CA 2026-1 runs out",
                    "CRL of tls-servers is over its budget",
                    "OCSP signer of TLS Issuing CA 2026-1 runs out",
                    "Last safe issue of tls-servers has passed",
                    "The last audit checkpoint is",
                    "Certificate of Second Officer runs out",
                    "Ceremony for the CRL of Lineage Root CA 2026",
                    "Roll TLS Issuing CA 2026-1");

    private static final List<String> STOPPED =
            List.of("supervisor", "ca-core", "ocsp-responder", "crl-publisher", "signer-issuing");

    private static final String ISSUING =
            "generation_id = (SELECT generation_id FROM generation JOIN lineage USING (lineage_id)"
                    + " WHERE role = 'tls-servers' AND state = 'Enabled')";

    private static final String NEWEST_CRL =
            ISSUING
                    + " AND scope = 'complete' AND number = (SELECT max(number) FROM crl AS c"
                    + " WHERE c.generation_id = crl.generation_id AND c.scope = crl.scope AND c.recorded_at IS NOT NULL)";

    private static final Pattern PROPOSED = Pattern.compile("Act (\\d+) is proposed");

    private final Installation lineage;
    private final List<Long> stopped = new ArrayList<>();
    private final List<String> undo = new ArrayList<>();
    private String act = "";

    SeededFaults(Installation lineage) {
        this.lineage = lineage;
    }

    void seed() {
        var proposed =
                lineage.lineage("ca", "roll", "tls-servers", "--as", "second-officer", "--propose")
                        .succeeded()
                        .out();
        var number = PROPOSED.matcher(proposed);
        if (!number.find()) {
            throw new IllegalStateException(proposed);
        }
        act = number.group(1);
        var processes = lineage.processes();
        for (var name : STOPPED) {
            var process = Objects.requireNonNull(processes.get(name), name);
            signal("STOP", process);
            stopped.add(process);
        }
        try (var owner = owner()) {
            owner.createStatement().execute("SET lock_timeout = '10s'");
            age(owner);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void age(Connection owner) throws SQLException {
        change(owner, "act", "proposed_at", "now() - interval '3 days'", "act_id = " + act);
        change(owner, "crl", "this_update", "now() - interval '7 days'", NEWEST_CRL);
        change(owner, "crl", "next_update", "now() + interval '20 minutes'", NEWEST_CRL);
        change(
                owner,
                "crl",
                "next_update",
                "now() + interval '20 days'",
                "generation_id = (SELECT generation_id FROM generation WHERE parent_id IS NULL) AND scope = 'complete'");
        change(owner, "ocsp_signer", "not_before", "now() - interval '29 days'", ISSUING);
        change(owner, "ocsp_signer", "not_after", "now() + interval '3 hours'", ISSUING);
        change(owner, "lineage", "crl_budget_bytes", "'10'", "role = 'tls-servers'");
        longer(owner);
        change(
                owner,
                "certificate",
                "not_after",
                "now() + interval '4 days'",
                "(generation_id, serial) IN (SELECT generation_id, serial FROM credential JOIN principal"
                        + " USING (principal_id) WHERE name = 'Second Officer')");
        owner.createStatement()
                .execute(
                        "INSERT INTO audit_event (at, actor, kind, details)"
                                + " VALUES (now() - interval '10 minutes', 'test', 'BudgetSet', '{\"lineage\": \"tls-servers\"}')");
    }

    /** A version of the profile whose certificates would outlive their issuer. */
    private void longer(Connection owner) throws SQLException {
        owner.createStatement()
                .execute(
                        "INSERT INTO profile_version (name, version, yaml, sha256, recorded_at, recorded_by)"
                                + " SELECT name, 99, text, sha256(convert_to(text, 'UTF8')), now(), 'test' FROM profile_version,"
                                + " LATERAL (SELECT regexp_replace(regexp_replace(yaml, '^version: .*$', 'version: 99', 'n'),"
                                + " '^validity: .*$', 'validity: 3650d', 'n') AS text) AS longer"
                                + " WHERE name = 'tls-server' AND version = 1");
        undo.add("DELETE FROM profile_version WHERE name = 'tls-server' AND version = 99");
        change(owner, "profile", "version", "'99'", "name = 'tls-server'");
    }

    /** Changes a column of rows, and remembers how to change it back. */
    private void change(Connection owner, String table, String column, String value, String where)
            throws SQLException {
        try (var rows =
                owner.createStatement()
                        .executeQuery(
                                "SELECT DISTINCT %s::text FROM %s WHERE %s"
                                        .formatted(column, table, where))) {
            if (!rows.next()) {
                throw new IllegalStateException("no rows in %s where %s".formatted(table, where));
            }
            var before = rows.getString(1);
            undo.add(update(table, column, before == null ? "NULL" : "'" + before + "'", where));
        }
        owner.createStatement().execute(update(table, column, value, where));
    }

    /** What was recorded cannot be changed, but for the owner who takes the guard away. */
    private static String update(String table, String column, String value, String where) {
        return ("BEGIN; ALTER TABLE %1$s DISABLE TRIGGER USER; UPDATE %1$s SET %2$s = %3$s WHERE %4$s;"
                        + " ALTER TABLE %1$s ENABLE TRIGGER USER; COMMIT")
                .formatted(table, column, value, where);
    }

    private Connection owner() {
        try {
            var configuration = Files.readString(lineage.data().resolve("etc/ocsp-responder.yml"));
            var start = configuration.indexOf("jdbc:postgresql:");
            return DriverManager.getConnection(
                    configuration.substring(start, configuration.indexOf('\'', start)),
                    "lineage_owner",
                    Files.readString(lineage.data().resolve("etc/secrets/owner")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name, long process) {
        lineage.shell().bash("kill -%s %d".formatted(name, process)).succeeded();
    }

    @Override
    public void close() {
        try (var owner = owner()) {
            for (var statement : undo.reversed()) {
                owner.createStatement().execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            stopped.reversed().forEach(process -> signal("CONT", process));
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> lineage.lineage("status").succeeded());
        if (!act.isEmpty()) {
            lineage.lineage("ca", "withdraw", act, "--as", "second-officer").succeeded();
        }
    }
}
