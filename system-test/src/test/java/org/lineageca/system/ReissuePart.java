package org.lineageca.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates of a list that are made anew with the same key, as two officers decided. */
final class ReissuePart {

    /** How many certificates are put on the list with one call. */
    private static final int TOGETHER = 500;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final IssueBench.Bench bench;
    private final MachineClient officer;
    private final MachineClient second;

    private ReissuePart(IssueBench.Bench bench, MachineClient officer, MachineClient second) {
        this.bench = bench;
        this.officer = officer;
        this.second = second;
    }

    static void measure(IssueBench.Bench bench)
            throws IOException, InterruptedException, SQLException {
        try (var officer = new MachineClient(bench.lineage(), "officer");
                var second = new MachineClient(bench.lineage(), "second-officer");
                var owner = new InstallationDatabase(bench.lineage().data()).owner()) {
            new ReissuePart(bench, officer, second).measure(owner);
        }
    }

    private void measure(Connection owner) throws IOException, InterruptedException, SQLException {
        var number = bench.options().number("reissued");
        var issued = BatchPart.issue(bench, "reissue", number);
        bench.step("%,d certificates are put on a list".formatted(number));
        var list = list(serials(owner, issued));
        bench.step("the list is re-issued");
        var programs = bench.lineage().processes();
        var before = ProcessorTimes.of(programs);
        var act =
                ask(
                        officer,
                        "/revocations/batches/%d/reissue".formatted(list),
                        "{\"reason\":\"measured\"}");
        var path = "/acts/" + act.path("act").asLong();
        var _ =
                ask(
                        second,
                        path + "/approval",
                        "{\"sha256\":\"%s\"}".formatted(act.path("sha256").asText()));
        awaitDone(path);
        var taken = ProcessorTimes.of(programs).since(before);
        var perSecond = number / worked(owner, list, number);
        bench.table()
                .row(
                        "certificates of a list made anew with the same key, each recorded, audited and with status",
                        "%,.0f/s, %,d of them".formatted(perSecond, number),
                        perSecond / bench.signer(),
                        "of the signer alone; none is set");
        bench.table().row("processor time for each successor", taken.each(number));
    }

    private static List<String> serials(Connection owner, long issueBatch) throws SQLException {
        var serials = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT encode(serial, 'hex') FROM issue_batch_intent WHERE batch_id = "
                                        + issueBatch)) {
            while (rows.next()) {
                serials.add(rows.getString(1));
            }
        }
        return serials;
    }

    private long list(List<String> serials) throws IOException, InterruptedException {
        var path = "/revocations/batches";
        var list = 0L;
        for (var from = 0; from < serials.size(); from += TOGETHER) {
            var part = serials.subList(from, Math.min(serials.size(), from + TOGETHER));
            var added =
                    ask(
                            officer,
                            list == 0 ? path : path + "/%d/certificates".formatted(list),
                            part.stream()
                                    .map(serial -> '"' + serial + '"')
                                    .collect(Collectors.joining(",", "{\"certificates\":[", "]}")));
            list = added.path("batch").path("batch").asLong();
        }
        return list;
    }

    private void awaitDone(String act) throws InterruptedException {
        while (true) {
            var state = officer.get(act).path("state").asText();
            if (state.equals("Done")) {
                return;
            }
            if (!state.equals("Approved")) {
                throw new IllegalStateException(act + " is " + state);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** The seconds its steps took; between them others have their turn. */
    private static double worked(Connection owner, long list, int number) throws SQLException {
        try (var statement = owner.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT worked_seconds, (SELECT count(signed.serial) FROM reissued_certificate AS anew
                                    JOIN signed_certificate AS signed ON signed.generation_id = new_generation_id AND signed.serial = new_serial
                                    WHERE batch_id = %1$d)
                                FROM reissue WHERE batch_id = %1$d
                                """
                                        .formatted(list))) {
            row.next();
            if (row.getInt(2) != number) {
                throw new IllegalStateException(
                        "%d of %d have a successor".formatted(row.getInt(2), number));
            }
            return row.getDouble(1);
        }
    }

    private static JsonNode ask(MachineClient who, String path, String body)
            throws IOException, InterruptedException {
        var answer = who.post(path, "application/json", body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.body());
        }
        return MachineClient.json(answer);
    }
}
