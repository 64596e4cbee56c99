package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is done with certificates while there are few and while there are very many on record: how
 * much it costs to issue one more, how long it takes to find one, and to count them all.
 *
 * <p>{@code ./lineage bench search} runs it.
 */
final class SearchBench {

    static final BenchOptions REAL =
            new BenchOptions(
                    Map.of("certificates", 10_000_000, "issued", 10_000, "lookups", 300),
                    Set.of("cost", "search", "report"));

    private static final int CLIENTS = 16;

    /** Loads from which the median counts. */
    private static final int ROUNDS = 3;

    private static final int REPORTS = 20;
    private static final double MOST_COST = 1.2;
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(300);
    private static final Duration LONGEST_REPORT = Duration.ofSeconds(2);

    private final Installation lineage;
    private final BenchOptions options;
    private final FilledCertificates filled;
    private final BenchTable table = new BenchTable();

    private SearchBench(Installation lineage, BenchOptions options, FilledCertificates filled) {
        this.lineage = lineage;
        this.options = options;
        this.filled = filled;
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
            throws IOException, SQLException {
        try (var filled = new FilledCertificates(new InstallationDatabase(lineage.data()))) {
            var bench = new SearchBench(lineage, options, filled);
            bench.measure();
            bench.table.print(out);
        }
    }

    private void measure() throws IOException, SQLException {
        var few = wants("cost") ? cost("few", 0) : 0;
        step("filling the tables");
        var begin = System.nanoTime();
        filled.fill(options.number("certificates"));
        table.row(
                "certificates put on record, past the program",
                "%,d in %,.0f s, %,d MB on disk"
                        .formatted(
                                options.number("certificates"),
                                (System.nanoTime() - begin) / 1e9,
                                filled.octets() >> 20));
        if (wants("cost")) {
            var _ = cost("many", few);
        }
        if (wants("search")) {
            searches();
        }
        if (wants("report")) {
            report();
        }
    }

    private boolean wants(String part) {
        return options.parts().contains(part);
    }

    /**
     * What it costs to issue one, with as many asked for at a time as machines there are.
     *
     * @param few what it cost before; 0 where this is before
     * @return nanoseconds
     */
    private double cost(String what, double few) throws IOException, SQLException {
        step("issuing with " + what + " on record");
        var costs = new ArrayList<Double>();
        var number = options.number("issued");
        try (var machines = KeptConnections.open(lineage, CLIENTS)) {
            // The first ones warm up what is cold, and are on record then.
            var _ = machines.send(ServerRequests.make(what + "-warm", number));
            var programs = lineage.processes();
            var before = ProcessorTimes.of(programs);
            for (var round = 0; round < ROUNDS; round++) {
                var requests = ServerRequests.make(what + "-" + round, number);
                costs.add(1e9 / machines.send(requests).perSecond());
            }
            costs.sort(null);
            var cost = costs.get(ROUNDS / 2);
            var row = "one certificate more, with %,d on record".formatted(filled.onRecord());
            var figure =
                    "%,.0f µs (%s)"
                            .formatted(
                                    cost / 1e3,
                                    ProcessorTimes.of(programs)
                                            .since(before)
                                            .each(ROUNDS * number));
            if (few == 0) {
                table.row(row, figure);
            } else {
                table.row(row, figure, cost / few, "at most %.1f of that".formatted(MOST_COST));
            }
            return cost;
        }
    }

    private void searches() throws IOException, SQLException {
        step("searching");
        var some = filled.some(options.number("lookups"));
        search("by serial number", some, one -> "/certificates/" + one.serial());
        search("by fingerprint", some, one -> "/certificates/" + one.fingerprint());
        search("by the whole common name", some, one -> query("CN=" + one.host()));
        search("by an alternative name", some, one -> query("DNS:" + one.host()));
        search("by the domain of ten", some, one -> query(one.domain()));
        search("by the beginning of a name that few have", some, one -> query(one.beginning(5)));
        search("by one that thousands have", some, one -> query(one.beginning(3)));
        search("by what all have", some, _ -> query("shop.example"));
        search("by what none has", some, one -> query(one.host() + "x"));
    }

    private static String query(String text) {
        return "/certificates?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void search(
            String what,
            List<FilledCertificates.One> some,
            Function<FilledCertificates.One, String> path)
            throws IOException {
        row(what, latencies(some.stream().map(path).toList()), LONGEST_SEARCH);
    }

    private void report() throws IOException {
        step("reporting");
        row(
                "the report of all",
                latencies(Collections.nCopies(REPORTS, "/reports/population")),
                LONGEST_REPORT);
    }

    private void row(String what, Latencies latencies, Duration longest) {
        table.row(
                what,
                latencies.text(95),
                latencies.percentile(0.95).toNanos() / (double) longest.toNanos(),
                "p95 at most 1 of %,d ms".formatted(longest.toMillis()));
    }

    private Latencies latencies(List<String> paths) throws IOException {
        var nanos = new long[paths.size()];
        try (var machine = KeptConnection.open(lineage)) {
            for (var i = 0; i < nanos.length; i++) {
                var begin = System.nanoTime();
                var _ = machine.get(paths.get(i));
                nanos[i] = System.nanoTime() - begin;
            }
        }
        return new Latencies(nanos);
    }

    private static void step(String what) {
        System.err.println("bench: " + what + " …");
    }
}
