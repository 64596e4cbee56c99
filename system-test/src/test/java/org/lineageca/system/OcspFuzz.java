package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Feeds the responder bad input: first its parsers, by a fuzzer that watches which code it reaches
 * (Jazzer); then what that came up with, mutated further, to a responder that runs.
 *
 * <p>{@code ./lineage fuzz} runs it.
 */
final class OcspFuzz {

    private static final int CERTIFICATES = 1_000;
    private static final int SLICES = 10;
    private static final long A_SECOND = 1_000_000;

    /** Resident memory goes up and down by as much with the collector's work. */
    private static final int MEGABYTES = 40;

    /**
     * How much.
     *
     * @param runs of the parsers
     * @param requests over HTTP
     * @param seed of what is random in both
     */
    record Sizes(int runs, int requests, int seed) {}

    private final PrintStream out;
    private final Sizes sizes;

    OcspFuzz(PrintStream out, Sizes sizes) {
        this.out = out;
        this.sizes = sizes;
    }

    /**
     * Starts an installation, does it, prints what came of it; exits with 1 if that is not well.
     */
    public static void main(String[] arguments) throws Exception {
        var sizes = sizes(List.of(arguments));
        System.out.printf("seed %d%n", sizes.seed());
        boolean well;
        try (var lineage = Installation.start()) {
            var fuzz = new OcspFuzz(System.out, sizes);
            var corpus = Files.createDirectories(lineage.folder().resolve("corpus"));
            well = fuzz.parsers(corpus) && fuzz.responder(lineage, corpus);
        }
        System.exit(well ? 0 : 1);
    }

    private static Sizes sizes(List<String> arguments) {
        var sizes = new Sizes(1_000_000, 1_000_000, new SecureRandom().nextInt(1, 1_000_000));
        for (var argument : arguments) {
            var value = argument.substring(argument.indexOf('=') + 1);
            var number = Integer.parseInt(value);
            sizes =
                    switch (argument.substring(0, argument.length() - value.length())) {
                        case "--runs=" -> new Sizes(number, sizes.requests(), sizes.seed());
                        case "--requests=" -> new Sizes(sizes.runs(), number, sizes.seed());
                        case "--seed=" -> new Sizes(sizes.runs(), sizes.requests(), number);
                        default ->
                                throw new IllegalArgumentException(
                                        "'%s' is none of --runs=N, --requests=N, --seed=N"
                                                .formatted(argument));
                    };
        }
        return sizes;
    }

    /**
     * Runs the fuzzer on the parsers.
     *
     * @param corpus gets what it finds
     * @return whether none of them threw
     */
    private boolean parsers(Path corpus) throws IOException, InterruptedException {
        java("org.lineageca.ocsp.http.ParserFuzz", corpus.toString());
        var status =
                java(
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=org.lineageca.ocsp.http.ParserFuzz",
                        "--instrumentation_includes=org.lineageca.**",
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                        "-seed=" + sizes.seed(),
                        "-runs=" + sizes.runs(),
                        "-print_final_stats=1",
                        corpus.toString());
        out.printf("parsers: %,d runs, %s%n", sizes.runs(), status == 0 ? "well" : "FAILED");
        return status == 0;
    }

    private static int java(String... arguments) throws IOException, InterruptedException {
        var responder = Installation.launcher().resolveSibling("ocsp-responder/target");
        var classPath =
                "%1$s/test-classes:%1$s/classes:%1$s/lib/*:%2$s/*"
                        .formatted(
                                responder,
                                Installation.launcher().resolveSibling("system-test/target/lib"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp", classPath));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /**
     * Sends mutated requests to the responder of an installation.
     *
     * @param corpus files to begin with, beside right requests
     * @return whether there was no 5xx, no internalError, nothing slow, and no growing memory
     */
    boolean responder(Installation lineage, Path corpus)
            throws IOException, InterruptedException, SQLException {
        var seeds = new ArrayList<byte[]>();
        try (var certificates = BenchCertificates.of(lineage.data())) {
            var requests = new BenchRequests(certificates);
            for (var certificate = 0; certificate < CERTIFICATES; certificate++) {
                seeds.add(requests.request(certificate));
                seeds.add(requests.requestWithNonce(certificate));
            }
        }
        try (var files = Files.list(corpus)) {
            for (var file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        var process = ResponderProcess.find(lineage);
        var outcome = HttpFuzz.Outcome.NONE;
        var settled = 0L;
        for (var slice = 0; slice < SLICES; slice++) {
            var fuzz = new HttpFuzz(lineage.ocsp(), seeds, (long) sizes.seed() * SLICES + slice);
            outcome = outcome.and(fuzz.send(sizes.requests() / SLICES));
            var resident = process.residentMegabytes();
            settled = slice == SLICES / 2 ? resident : settled;
            out.printf("%,d requests, %d MB resident%n", total(outcome), resident);
        }
        var growth = process.residentMegabytes() - settled;
        out.printf(
                "statuses %s, %d server errors, %d internalError, longest %,d µs, %+d MB in the second half%n",
                outcome.statuses(),
                outcome.serverErrors(),
                outcome.internalErrors(),
                outcome.longestMicros(),
                growth);
        return outcome.serverErrors() == 0
                && outcome.internalErrors() == 0
                && outcome.longestMicros() < A_SECOND
                && growth <= MEGABYTES
                && process.process().isAlive();
    }

    private static long total(HttpFuzz.Outcome outcome) {
        return outcome.statuses().values().stream().mapToLong(Long::longValue).sum();
    }
}
