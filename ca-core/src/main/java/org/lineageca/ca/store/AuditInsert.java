package org.lineageca.ca.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.Json;

/**
 * Writes audit events in the transaction of the change they describe: if they cannot be committed,
 * nothing happens.
 */
final class AuditInsert {

    /** Takes what {@link #bind} gives. */
    static final String INSERT =
            """
            INSERT INTO audit_event (at, actor, kind, details)
            SELECT ?, actor, kind, details::jsonb FROM unnest(?, ?, ?) AS event (actor, kind, details)
            """;

    private AuditInsert() {}

    static void insert(DSLContext transaction, Instant at, Actor actor, AuditEvent... events) {
        insertAll(transaction, at, List.of(events), _ -> actor, Function.identity());
    }

    /** Writes an event about each of many, in their order, with one statement. */
    static <T> void insertAll(
            DSLContext transaction,
            Instant at,
            List<T> about,
            Function<T, Actor> actor,
            Function<T, AuditEvent> event) {
        if (about.isEmpty()) {
            return;
        }
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                bind(rows, at, about, actor, event).insert();
            }
        });
    }

    /** The same as parameters of {@link #INSERT}, which may be sent after another statement. */
    static <T> ManyRows bind(
            ManyRows rows,
            Instant at,
            List<T> about,
            Function<T, Actor> actor,
            Function<T, AuditEvent> event)
            throws SQLException {
        var events = about.stream().map(event).toList();
        return rows.all(at)
                .texts(about.stream().map(actor).map(Actor::name).toList())
                .texts(events.stream().map(AuditEvent::kind).toList())
                .texts(events.stream().map(AuditEvent::details).map(AuditInsert::json).toList());
    }

    private static String json(Map<String, String> details) {
        var fields = new TreeMap<String, Json>();
        details.forEach((name, value) -> fields.put(name, new Json.Text(value)));
        return new String(
                CanonicalJson.write(new Json.Fields(fields)).toArray(), StandardCharsets.UTF_8);
    }
}
