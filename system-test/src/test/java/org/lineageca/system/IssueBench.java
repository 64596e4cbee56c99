package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast certificates are issued, beside what this machine can do at best: the signer alone, and
 * PostgreSQL with nothing but single rows. All in one run, over a real PostgreSQL with synchronous
 * commit and a real SoftHSM.
 *
 * <p>{@code ./lineage bench issue} runs it.
 */
final class IssueBench {

    /** Something to be measured on an installation that runs. */
    interface Part {
        void measure(Bench bench) throws IOException, InterruptedException, SQLException;
    }

    /**
     * What a part is given.
     *
     * @param signer signatures a second of the issuing signer alone
     * @param commits rows a second that {@link #CLIENTS} connections commit one by one
     */
    record Bench(
            Installation lineage,
            BenchOptions options,
            BenchTable table,
            double signer,
            double commits) {

        void step(String what) {
            System.err.println("bench: " + what + " …");
        }

        Duration load() {
            return Duration.ofSeconds(options.number("seconds"));
        }
    }

    /** How many ask at the same time. */
    static final int CLIENTS = 16;

    private static final Map<String, Part> PARTS = parts();

    static final BenchOptions REAL =
            new BenchOptions(
                    Map.of("seconds", 30, "warmup", 30_000, "sustained", 120, "reissued", 20_000),
                    PARTS.keySet());

    private IssueBench() {}

    /** In the order they are measured. */
    private static Map<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("single", SinglePart::measure);
        parts.put("batch", BatchPart::measure);
        parts.put("reissue", ReissuePart::measure);
        return parts;
    }

    /** Starts an installation, measures, prints, and removes it. */
    public static void main(String[] arguments) throws Exception {
        var options = REAL.with(arguments);
        try (var lineage = Installation.start()) {
            run(lineage, options, System.out);
        }
    }

    /** Measures on an installation that runs, and prints a table. */
    static void run(Installation lineage, BenchOptions options, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        var table = new BenchTable();
        var load = Duration.ofSeconds(options.number("seconds"));
        var signer = SignerAlone.issuing(lineage).perSecond(load);
        table.row("the signer alone", "%,.0f/s".formatted(signer));
        var commits =
                new CommitRate(new InstallationDatabase(lineage.data()), CLIENTS).perSecond(load);
        table.row(
                "single rows, each with a synchronous commit, by %d connections".formatted(CLIENTS),
                "%,.0f/s".formatted(commits));
        var bench = new Bench(lineage, options, table, signer, commits);
        for (var part : PARTS.entrySet()) {
            if (options.parts().contains(part.getKey())) {
                part.getValue().measure(bench);
            }
        }
        table.print(out);
    }
}
