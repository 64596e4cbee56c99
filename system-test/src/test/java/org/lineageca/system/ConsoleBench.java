package org.lineageca.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long an officer waits for pages of the console, in a real browser, over an installation with
 * many CAs and very many certificates.
 *
 * <p>{@code ./lineage bench console} runs it.
 */
final class ConsoleBench {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final String LINK_IN_GRID = "vaadin-grid-cell-content a >> nth=0";

    /**
     * A page.
     *
     * @param part its name as an option
     * @param path in the console
     * @param shown what must be visible: when the last of it is, somebody can work
     */
    private record Asked(String part, String what, String path, List<String> shown) {
        Asked(String part, String what, String path, String shown) {
            this(part, what, path, List.of(shown));
        }
    }

    private static final List<Asked> PAGES =
            List.of(
                    new Asked("people", "people", "people", "h2 >> nth=0"),
                    new Asked(
                            "dashboard",
                            "dashboard",
                            "dashboard",
                            List.of(
                                    ".dashboard-headline:not(:empty)",
                                    ".agenda > li >> nth=0",
                                    ".budget-table",
                                    ".tree-line >> nth=0")),
                    new Asked("tree", "tree of CAs", "authorities", LINK_IN_GRID),
                    new Asked("picture", "picture of CAs", "authorities/picture", ".figure svg"),
                    new Asked("lineages", "lineages", "lineages", "h2 >> nth=-1"),
                    new Asked("crls", "CRLs and OCSP", "crls", LINK_IN_GRID),
                    new Asked("certificates", "certificates", "certificates", LINK_IN_GRID),
                    new Asked(
                            "search",
                            "certificates of a domain",
                            "certificates?query=d7.shop.example",
                            LINK_IN_GRID),
                    new Asked("population", "population", "population", ".figure svg >> nth=0"),
                    new Asked(
                            "audit",
                            "audit log",
                            "audit",
                            "vaadin-grid-cell-content .badge >> nth=0"),
                    new Asked("settings", "settings", "settings", "table >> nth=-1"));

    static final BenchOptions REAL =
            new BenchOptions(
                    Map.of("authorities", 50, "certificates", 1_000_000, "rounds", 5),
                    PAGES.stream().map(Asked::part).collect(Collectors.toSet()));

    private final Installation lineage;
    private final BenchOptions options;
    private final BenchTable table = new BenchTable();

    private ConsoleBench(Installation lineage, BenchOptions options) {
        this.lineage = lineage;
        this.options = options;
    }

    /** Starts an installation, measures, prints, and removes it unless it is to be kept. */
    public static void main(String[] arguments) throws Exception {
        var keep = KeptFolder.of(arguments);
        var options = keep.options(REAL);
        var description =
                Files.writeString(
                        Files.createTempFile("many-authorities", ".yml"),
                        ManyAuthorities.describe(options.number("authorities")));
        try (var lineage =
                keep.folder()
                        .map(folder -> Installation.kept(folder, description))
                        .orElseGet(() -> Installation.start(description))) {
            run(lineage, options, System.out);
        }
    }

    /** Measures on an installation that runs, and prints a table. */
    static void run(Installation lineage, BenchOptions options, PrintStream out)
            throws IOException, SQLException {
        var bench = new ConsoleBench(lineage, options);
        try (var filled =
                FilledCertificates.in(
                        lineage,
                        options.number("certificates"),
                        () -> System.err.println("bench: filling the tables …"))) {
            bench.table.row(
                    "put on record, past the program",
                    "%,d certificates".formatted(filled.onRecord()));
        }
        bench.measure();
        bench.table.print(out);
    }

    private void measure() {
        var pages = PAGES.stream().filter(page -> options.parts().contains(page.part())).toList();
        try (var browser = new Browser()) {
            warmUp(browser, pages);
            for (var asked : pages) {
                var rounds = options.number("rounds");
                var first = new long[rounds];
                var again = new long[rounds];
                var taken = Duration.ZERO;
                for (var round = 0; round < rounds; round++) {
                    var page = signedIn(browser);
                    first[round] = nanos(page, asked);
                    var before = processorTime();
                    again[round] = nanos(page, asked);
                    taken = taken.plus(processorTime().minus(before));
                    browser.closePages();
                }
                row(asked.what() + ", in a new session", "", first);
                row(
                        asked.what() + ", asked for again",
                        "; processor time %,d ms".formatted(taken.dividedBy(rounds).toMillis()),
                        again);
            }
        }
    }

    /** A console that has just started compiles what it runs. */
    private void warmUp(Browser browser, List<Asked> pages) {
        var page = signedIn(browser);
        pages.forEach(asked -> nanos(page, asked));
        browser.closePages();
    }

    private Page signedIn(Browser browser) {
        return browser.signedIn(lineage.console(), lineage.credentials().resolve("officer"));
    }

    /** That of console and database: what they do for the page, however busy the machine is. */
    private Duration processorTime() {
        var times = ProcessorTimes.of(lineage.processes()).times();
        return Stream.of("admin-ui", "postgres")
                .map(times::get)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private long nanos(Page page, Asked asked) {
        var begin = System.nanoTime();
        page.navigate(
                lineage.console().resolve(asked.path()).toString(),
                new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        asked.shown().forEach(part -> page.locator(part).waitFor());
        return System.nanoTime() - begin;
    }

    private void row(String what, String more, long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        var worst = sorted[sorted.length - 1];
        table.row(
                what,
                "%,.0f ms, at worst %,.0f ms%s"
                        .formatted(sorted[sorted.length / 2] / 1e6, worst / 1e6, more),
                worst / (double) LONGEST.toNanos(),
                "at worst 1 of %,d ms".formatted(LONGEST.toMillis()));
    }
}
