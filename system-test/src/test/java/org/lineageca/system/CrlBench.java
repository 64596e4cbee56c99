package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How fast everything about CRLs is, beside what this machine can do at best, part by part, all in
 * one run.
 *
 * <p>{@code ./lineage bench crl} runs it.
 */
final class CrlBench {

    /** Something to be measured on an installation that runs; it leaves the installation so. */
    interface Part {
        void measure(Bench bench) throws IOException, InterruptedException, SQLException;
    }

    /**
     * What a part is given.
     *
     * @param folder its own
     */
    record Bench(Installation lineage, Sizes sizes, Path folder, BenchTable table) {

        void step(String what) {
            System.err.println("bench: " + what + " …");
        }
    }

    /**
     * How much of it.
     *
     * @param entries of the CRL that is served
     * @param revoked entries of the CRLs that are issued and examined
     * @param most entries of the CRL whose memory is looked at
     * @param revocations how many certificates are revoked
     * @param load how long each load lasts
     * @param parts which; empty for all
     */
    record Sizes(
            int entries,
            int revoked,
            int most,
            RevocationPart.Sizes revocations,
            Duration load,
            Set<String> parts) {

        static final Sizes REAL =
                new Sizes(
                        135_000,
                        1_000_000,
                        10_000_000,
                        RevocationPart.Sizes.REAL,
                        Duration.ofSeconds(10),
                        Set.of());

        /** As given on the command line: --entries=N and the like. */
        Sizes with(String argument) {
            var at = argument.indexOf('=') + 1;
            var value = argument.substring(at);
            return switch (argument.substring(0, at)) {
                case "--entries=" ->
                        new Sizes(Integer.parseInt(value), revoked, most, revocations, load, parts);
                case "--revoked=" ->
                        new Sizes(entries, Integer.parseInt(value), most, revocations, load, parts);
                case "--most=" ->
                        new Sizes(
                                entries,
                                revoked,
                                Integer.parseInt(value),
                                revocations,
                                load,
                                parts);
                case "--seconds=" ->
                        new Sizes(
                                entries,
                                revoked,
                                most,
                                revocations,
                                Duration.ofSeconds(Integer.parseInt(value)),
                                parts);
                case "--parts=" ->
                        new Sizes(entries, revoked, most, revocations, load, named(value));
                default ->
                        throw new IllegalArgumentException(
                                "'%s' is none of --parts=%s, --entries=N, --revoked=N, --most=N, --seconds=N"
                                        .formatted(
                                                argument,
                                                String.join(",", CrlBench.parts().keySet())));
            };
        }

        private static Set<String> named(String list) {
            var named = Set.copyOf(Arrays.asList(list.split(",", -1)));
            if (!CrlBench.parts().keySet().containsAll(named)) {
                throw new IllegalArgumentException(
                        "the parts are " + String.join(", ", CrlBench.parts().keySet()));
            }
            return named;
        }
    }

    private CrlBench() {}

    /** In the order they are measured. */
    private static Map<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("serving", new CrlServing());
        parts.put("guard", GuardPart::measure);
        parts.put("revocation", RevocationPart::measure);
        parts.put("engine", CrlEnginePart::measure);
        return parts;
    }

    /** Starts an installation, measures, prints, and removes it. */
    public static void main(String[] arguments) throws Exception {
        var sizes = Sizes.REAL;
        for (var argument : arguments) {
            sizes = sizes.with(argument);
        }
        try (var lineage = Installation.start()) {
            run(lineage, sizes, System.out);
        }
    }

    /** Measures on an installation that runs, and prints a table. */
    static void run(Installation lineage, Sizes sizes, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        var table = new BenchTable();
        for (var part : parts().entrySet()) {
            if (sizes.parts().isEmpty() || sizes.parts().contains(part.getKey())) {
                var folder =
                        Files.createDirectories(lineage.folder().resolve("bench-" + part.getKey()));
                part.getValue().measure(new Bench(lineage, sizes, folder, table));
            }
        }
        table.print(out);
    }
}
