package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
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
                    Set.of("fill", "cost", "search", "report"));

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

    /** Starts an installation, measures, prints, and removes it unless it is to be kept. */
    public static void main(String[] arguments) throws Exception {
        var keep = KeptFolder.of(arguments);
        var options = keep.options(REAL);
        try (var lineage = keep.folder().map(Installation::kept).orElseGet(Installation::start)) {
            run(lineage, options, System.out);
        }
    }

    /** Measures on an installation that runs, and prints a table. */
    static void run(Installation lineage, BenchOptions options, PrintStream out)
            throws IOException, SQLException {
        try (var filled =
                FilledCertificates.in(
                        lineage,
                        options.number("certificates"),
                        () -> step("filling the tables"))) {
            var bench = new SearchBench(lineage, options, filled);
            bench.measure();
            bench.table.print(out);
        }
    }

    private void measure() throws IOException, SQLException {
        table.row(
                "put on record, past the program",
                "%,d certificates, %,d MB on disk"
                        .formatted(options.number("certificates"), filled.octets() >> 20));
        if (wants("cost")) {
            costs();
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

    /** In turn, so that what else the machine does meanwhile concerns both. */
    private void costs() throws IOException, SQLException {
        step("issuing, with few on record and with many");
        var number = options.number("issued");
        try (var empty = Installation.start();
                var few = new IssuingCost(empty, "few", number);
                var many = new IssuingCost(lineage, "many", number)) {
            for (var round = 0; round < ROUNDS; round++) {
                few.measure();
                many.measure();
            }
            var before = few.median();
            var after = many.median();
            table.row(cost(number * (ROUNDS + 1L)), figure(before));
            table.row(
                    cost(filled.onRecord()),
                    figure(after),
                    after.nanos() / before.nanos(),
                    "at most %.1f of that".formatted(MOST_COST));
        }
    }

    private static String cost(long onRecord) {
        return "one certificate more, with up to %,d on record".formatted(onRecord);
    }

    private static String figure(IssuingCost.Cost cost) {
        return "%,.0f µs (%s)".formatted(cost.nanos() / 1e3, cost.programs());
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
