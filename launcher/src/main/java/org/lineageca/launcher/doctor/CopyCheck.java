package org.lineageca.launcher.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.FurtherResponder;

/** Whether the copies of the database keep up with it. */
record CopyCheck() implements Check {

    /** In octets of the log: minutes of a busy CA. */
    private static final long FAR_BEHIND = 64L << 20;

    @Override
    public List<Finding> examine(Patient patient) {
        var copies =
                patient.settings().responders().stream()
                        .filter(responder -> responder.reads().isCopy())
                        .toList();
        if (!patient.runs() || copies.isEmpty()) {
            return List.of();
        }
        try (var connection = patient.owner().connect()) {
            var findings = new ArrayList<Finding>();
            for (var copy : copies) {
                findings.add(examine(connection, copy));
            }
            return findings;
        } catch (SQLException e) {
            return List.of(Finding.fail("copies", Reasons.of(e), "See `lineage logs postgres`."));
        }
    }

    private static Finding examine(Connection connection, FurtherResponder copy)
            throws SQLException {
        var name = "copy " + copy.name();
        var remedy = "See `lineage logs %s`.".formatted(copy.databaseProgram());
        var sql =
                """
                SELECT active, wal_status,
                    pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(confirmed_flush_lsn, restart_lsn))::bigint
                FROM pg_replication_slots WHERE slot_name = ?\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, copy.slot());
            try (var slot = statement.executeQuery()) {
                if (!slot.next() || "lost".equals(slot.getString(2))) {
                    return Finding.fail(
                            name,
                            "the %s has lost its place in the log of the CA's database"
                                    .formatted(copy.reads().key()),
                            "Run `lineage down` and `lineage up`: it is made anew.");
                }
                if (!slot.getBoolean(1)) {
                    return Finding.fail(
                            name,
                            "the %s does not read from the CA's database"
                                    .formatted(copy.reads().key()),
                            remedy);
                }
                var behind = slot.getLong(3);
                var text =
                        "%s, %d KB of the log behind".formatted(copy.reads().key(), behind >> 10);
                return behind > FAR_BEHIND
                        ? Finding.warn(name, text, remedy)
                        : Finding.ok(name, text);
            }
        }
    }
}
