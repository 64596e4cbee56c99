package org.lineageca.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * How long the core takes from the request for a CRL until it is signed and stored, beside COPY of
 * the same rows and {@code openssl dgst} over what came; and how much heap a still larger one
 * takes.
 */
final class CrlEnginePart {

    private static final double TARGET = 3;
    private static final long MOST_HEAP = 64L << 20;
    private static final int ROUNDS = 3;
    private static final String REFERENCE = "revocation_generation_id_serial_fkey";
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Installation lineage;
    private final Path folder;
    private final BenchTable table;

    private CrlEnginePart(Installation lineage, Path folder, BenchTable table) {
        this.lineage = lineage;
        this.folder = folder;
        this.table = table;
    }

    static void measure(CrlBench.Bench bench)
            throws IOException, InterruptedException, SQLException {
        new CrlEnginePart(bench.lineage(), bench.folder(), bench.table())
                .measure(bench.sizes().revoked(), bench.sizes().most());
    }

    private void measure(int entries, int most)
            throws IOException, InterruptedException, SQLException {
        try (var owner = new InstallationDatabase(lineage.data()).owner()) {
            var generation = generation(owner);
            fill(owner, generation, entries);
            var copied = Long.MAX_VALUE;
            var issued = Long.MAX_VALUE;
            for (var round = 0; round < ROUNDS; round++) {
                copied = Math.min(copied, copyAndHash(owner, generation));
                issued = Math.min(issued, issue(owner, generation));
            }
            table.row(
                    "COPY of %,d revocations and `openssl dgst -sha256`".formatted(entries),
                    milliseconds(copied));
            table.row(
                    "a CRL of them, signed and stored",
                    milliseconds(issued),
                    (double) issued / copied,
                    "at most %.0f of that".formatted(TARGET));
            heap(owner, generation, most);
        }
    }

    private void heap(Connection owner, int generation, int most)
            throws IOException, InterruptedException, SQLException {
        fill(owner, generation, most);
        var core = core();
        var idle = heapInUse(core);
        var begin = System.nanoTime();
        var last = newest(owner, generation);
        var request = ask(label(owner, generation));
        var peak = idle;
        while (newest(owner, generation) == last) {
            peak = Math.max(peak, heapInUse(core));
            requireUnderWay(request, begin);
        }
        table.row(
                "a CRL of %,d entries, with a full collection each moment".formatted(most),
                milliseconds(System.nanoTime() - begin));
        table.row(
                "heap in use meanwhile above idle (%d MB)".formatted(idle >> 20),
                "%,d MB".formatted((peak - idle) >> 20),
                (double) (peak - idle) / MOST_HEAP,
                "at most 1 of %d MB".formatted(MOST_HEAP >> 20));
    }

    /** From the request to the commit that records the signature. */
    private long issue(Connection owner, int generation) throws InterruptedException, SQLException {
        var last = newest(owner, generation);
        var begin = System.nanoTime();
        var request = ask(label(owner, generation));
        while (newest(owner, generation) == last) {
            requireUnderWay(request, begin);
            Thread.sleep(5);
        }
        return System.nanoTime() - begin;
    }

    /** The client's patience may end before; the CRL comes all the same. */
    private CompletableFuture<Integer> ask(String label) {
        return CompletableFuture.supplyAsync(() -> {
            try (var machine = new MachineClient(lineage)) {
                return machine.issueCrls(label).statusCode();
            } catch (IOException patienceIsAtAnEnd) {
                return 201;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        });
    }

    private static void requireUnderWay(CompletableFuture<Integer> request, long begin) {
        var status = request.getNow(201);
        if (status != 201 || System.nanoTime() - begin > 300e9) {
            throw new IllegalStateException("no CRL was issued, status " + status);
        }
    }

    private long copyAndHash(Connection owner, int generation)
            throws IOException, InterruptedException, SQLException {
        var file = folder.resolve("rows");
        var begin = System.nanoTime();
        try (var out = Files.newOutputStream(file)) {
            owner.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            """
                            COPY (SELECT serial, revoked_at, reason, invalidity_date FROM revocation
                                WHERE generation_id = %d AND reason <> 8) TO STDOUT\
                            """
                                    .formatted(generation),
                            out);
        }
        var hash = new ProcessBuilder("openssl", "dgst", "-sha256", file.toString()).start();
        hash.getInputStream().readAllBytes();
        hash.waitFor();
        var nanos = System.nanoTime() - begin;
        Files.delete(file);
        return nanos;
    }

    /**
     * Brings the revocations of a generation up to so many, past the program: in the order of the
     * indices, and what would be checked row by row is checked as a whole.
     */
    private static void fill(Connection owner, int generation, int number) throws SQLException {
        var there =
                number(
                        owner,
                        "SELECT count(*) FROM revocation WHERE generation_id = " + generation);
        execute(
                owner,
                "SET synchronous_commit = off",
                """
                INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before, not_after,
                    spki_sha256, tbs_sha256, intended_at, intended_by)
                SELECT %d, set_byte(substr(digest, 1, 16), 0, 64 | (get_byte(digest, 0) & 63)), 'tls-server',
                    'CN=bench', '{}', now(), now() + interval '90 days', digest, 't', now(), 'bench'
                FROM (SELECT sha256(int4send(i)) AS digest FROM generate_series(%d, %d) i) AS numbered
                ORDER BY 2 ON CONFLICT DO NOTHING\
                """
                        .formatted(generation, there + 1, number),
                "ALTER TABLE revocation DISABLE TRIGGER USER",
                "ALTER TABLE revocation DROP CONSTRAINT " + REFERENCE,
                """
                INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change, not_after)
                SELECT generation_id, serial, now(), (ARRAY[0, 1, 4])[1 + get_byte(serial, 1) %% 3], 'bench',
                    nextval('status_change'), not_after
                FROM certificate WHERE generation_id = %1$d AND subject = 'CN=bench' AND NOT EXISTS
                    (SELECT FROM revocation r WHERE r.generation_id = %1$d AND r.serial = certificate.serial)
                ORDER BY serial LIMIT %2$d\
                """
                        .formatted(generation, number - there),
                "ALTER TABLE revocation ADD CONSTRAINT "
                        + REFERENCE
                        + " FOREIGN KEY (generation_id, serial) REFERENCES certificate",
                "ALTER TABLE revocation ENABLE TRIGGER USER",
                "VACUUM ANALYZE revocation",
                "CHECKPOINT",
                "SET synchronous_commit = on");
    }

    private static int generation(Connection owner) throws SQLException {
        return (int)
                number(
                        owner,
                        """
                        SELECT generation_id FROM generation JOIN lineage USING (lineage_id)
                        WHERE role = 'tls-servers' AND state = 'Enabled'\
                        """);
    }

    private static String label(Connection owner, int generation) throws SQLException {
        try (var statement = owner.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT label FROM generation WHERE generation_id = "
                                        + generation)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long newest(Connection owner, int generation) throws SQLException {
        return number(
                owner,
                """
                SELECT max(number) FROM crl WHERE generation_id = %d AND scope = 'complete' AND recorded_at IS NOT NULL\
                """
                        .formatted(generation));
    }

    private static long number(Connection owner, String query) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection owner, String... statements) throws SQLException {
        try (var statement = owner.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    private long core() {
        return lineage.processes().entrySet().stream()
                .filter(process -> process.getKey().contains("core"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** After a collection: nothing but what is reachable. */
    private static long heapInUse(long process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
        var matcher = USED.matcher(jcmd(process, "GC.heap_info"));
        var used = 0L;
        while (matcher.find()) {
            used = Math.max(used, Long.parseLong(matcher.group(1)) << 10);
        }
        return used;
    }

    private static String jcmd(long process, String command)
            throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var run =
                new ProcessBuilder(jcmd, Long.toString(process), command)
                        .redirectErrorStream(true)
                        .start();
        var output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }

    private static String milliseconds(long nanos) {
        return "%,d ms".formatted(nanos / 1_000_000);
    }
}
