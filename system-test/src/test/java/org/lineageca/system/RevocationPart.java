package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * How fast certificates are revoked, one by one and by a list, with nothing and with a million
 * revoked before: over REST and by the commands, on a real PostgreSQL with synchronous commit.
 */
final class RevocationPart {

    /**
     * How much of it.
     *
     * @param singles how many are revoked one by one, each time
     * @param batch how many by one list
     * @param before how many are revoked before the second time
     */
    record Sizes(int singles, int batch, int before) {

        static final Sizes REAL = new Sizes(1_000, 100_000, 1_000_000);
    }

    private static final int WARM_UP = 200;
    private static final double LEAST_RATE = 10_000;

    private final Installation lineage;
    private final Officers officers;
    private final Sizes sizes;
    private final BenchTable table;

    private RevocationPart(Installation lineage, Sizes sizes, BenchTable table) {
        this.lineage = lineage;
        this.officers = new Officers(lineage);
        this.sizes = sizes;
        this.table = table;
    }

    static void measure(CrlBench.Bench bench)
            throws IOException, InterruptedException, SQLException {
        new RevocationPart(bench.lineage(), bench.sizes().revocations(), bench.table()).measure();
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        try (var owner = new InstallationDatabase(lineage.data()).owner()) {
            issue(owner, 2 * sizes.singles() + WARM_UP + sizes.batch() + sizes.before());
            var few = singles(WARM_UP, 0);
            table.row(
                    "one revocation over REST, median, nothing revoked before",
                    "%,d µs".formatted(few.toNanos() / 1_000));
            batch(WARM_UP + sizes.singles());
            revoke(owner, WARM_UP + 2 * sizes.singles() + sizes.batch());
            var many = singles(0, WARM_UP + sizes.singles() + sizes.batch());
            table.row(
                    "one revocation over REST, median, %,d revoked before"
                            .formatted(sizes.before()),
                    "%,d µs".formatted(many.toNanos() / 1_000),
                    (double) many.toNanos() / few.toNanos(),
                    "at most 1.5 of that with none");
        }
    }

    /** The median of revoking one after the other, over one connection. */
    private Duration singles(int warmUp, int from) throws IOException, InterruptedException {
        var nanos = new long[sizes.singles()];
        try (var machine = new MachineClient(lineage)) {
            for (var i = -warmUp; i < nanos.length; i++) {
                var serial = serial(from + warmUp + i);
                var begin = System.nanoTime();
                var answer = machine.revoke(serial, "superseded");
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException(answer.body());
                }
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[nanos.length / 2]);
    }

    private void batch(int from) throws IOException {
        var list = lineage.folder().resolve("revoke.txt");
        Files.writeString(
                list,
                IntStream.range(from, from + sizes.batch())
                        .mapToObj(RevocationPart::serial)
                        .collect(Collectors.joining("\n")));
        var begin = System.nanoTime();
        var proposal =
                lineage.lineage("revoke", "--reason", "superseded", "--file", list.toString())
                        .succeeded()
                        .out();
        var listed = System.nanoTime();
        officers.approve(proposal);
        var act = proposal.replaceFirst("(?s)Act (\\d+) is proposed.*", "$1");
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> isDone(act));
        var done = System.nanoTime();
        table.row(
                "a list of %,d: sent, closed and proposed".formatted(sizes.batch()),
                "%.1f s".formatted((listed - begin) / 1e9));
        var rate = sizes.batch() / ((done - listed) / 1e9);
        table.row(
                "the same: approved and revoked, with the command that approves",
                "%,.0f/s".formatted(rate),
                rate / LEAST_RATE,
                "at least 1 of %,.0f/s".formatted(LEAST_RATE));
    }

    private boolean isDone(String act) {
        try (var machine = new MachineClient(lineage)) {
            return machine.get("/acts/" + act).path("state").asText().equals("Done");
        }
    }

    /** Rows of certificates of the generation that issues to servers. */
    private static void issue(Connection owner, int number) throws SQLException {
        execute(
                owner,
                """
                INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                    not_after, spki_sha256, tbs_sha256, intended_at, intended_by)
                SELECT generation_id, decode('4100' || lpad(to_hex(i), 28, '0'), 'hex'), 'tls-server', 'CN=bench', '{}',
                    now(), now() + interval '90 days', sha256(int4send(i)), sha256('t'), now(), 'bench'
                FROM generate_series(0, %d) i, generation JOIN lineage USING (lineage_id)
                WHERE role = 'tls-servers' AND state = 'Enabled'\
                """
                        .formatted(number - 1));
        execute(owner, "VACUUM ANALYZE certificate");
        execute(owner, "CHECKPOINT");
    }

    /** So many as are to be revoked before, from this one on, past the program. */
    private void revoke(Connection owner, int from) throws SQLException {
        execute(
                owner,
                """
                INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change)
                SELECT generation_id, serial, now(), 4, 'bench', nextval('status_change') FROM certificate
                WHERE serial >= '\\x%s' AND serial < '\\x%s' AND subject = 'CN=bench'\
                """
                        .formatted(serial(from), serial(from + sizes.before())));
        execute(owner, "VACUUM ANALYZE revocation");
        execute(owner, "CHECKPOINT");
    }

    private static void execute(Connection owner, String text) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(text);
        }
    }

    /** 16 octets, the first of them 41. */
    private static String serial(int number) {
        return "4100" + "0".repeat(20) + HexFormat.of().toHexDigits(number);
    }
}
