package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;

/**
 * How fast the publisher's guard examines a large CRL beside one that was published before it, and
 * in how much memory. Compared with {@code openssl dgst -sha256} of the same file, and with what
 * the JDK takes to read and hash it.
 */
final class GuardPart {

    private static final int ENTRIES = 1_000_000;
    private static final int HASHES = 9;

    /** Both CRLs included. */
    private static final long MOST_MEMORY = 128L << 20;

    private GuardPart() {}

    /** Prints a table. Argument: how many entries; a million if none is given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var entries = arguments.length == 0 ? ENTRIES : Integer.parseInt(arguments[0]);
        var table = new BenchTable();
        var folder = Files.createTempDirectory("guard");
        measure(entries, folder, table);
        System.out.print(table.markdown());
        Files.delete(folder);
    }

    /** Measures as a part of the whole. */
    static void measure(CrlBench.Bench bench) throws IOException, InterruptedException {
        bench.step("examining a CRL of %,d entries".formatted(bench.sizes().revoked()));
        measure(bench.sizes().revoked(), bench.folder(), bench.table());
    }

    /** Removes what it has written. */
    static void measure(int entries, Path folder, BenchTable table)
            throws IOException, InterruptedException {
        var now = folder.resolve("now.crl");
        try {
            var guard = new Properties();
            var process = examine(entries, folder);
            guard.load(process.getInputStream());
            if (process.waitFor() != 0) {
                throw new IOException("the guard could not be measured");
            }
            rows(table, entries, guard, openssl(now));
        } finally {
            Files.deleteIfExists(now);
            Files.deleteIfExists(folder.resolve("before.crl"));
        }
    }

    private static void rows(BenchTable table, int entries, Properties guard, long openssl) {
        table.row(
                "`openssl dgst -sha256` of a CRL of %,d entries, %,d bytes"
                        .formatted(entries, value(guard, "octets")),
                milliseconds(openssl));
        var java = value(guard, "java_hash_median");
        table.row("the JDK reads and hashes it", milliseconds(java));
        var median = value(guard, "guard_median");
        table.row(
                "guard, beside `openssl dgst`",
                milliseconds(median),
                (double) median / openssl,
                "≤ 2");
        table.row(
                "guard, beside the JDK's reading and hashing",
                milliseconds(median),
                (double) median / java,
                "");
        table.row("guard, the first time of a process", milliseconds(value(guard, "guard_first")));
        table.row(
                "an idle process of it, all memory",
                megabytes(value(guard, "idle_memory_kb") << 10));
        var memory = value(guard, "memory_kb") << 10;
        table.row(
                "guard and both CRLs, above that",
                megabytes(memory),
                (double) memory / MOST_MEMORY,
                "≤ 1 (128 MB)");
    }

    /** A process of its own: the memory it had at most is that of the guard. */
    private static Process examine(int entries, Path folder) throws IOException {
        var publisher = Installation.launcher().resolveSibling("crl-publisher/target");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:MaxDirectMemorySize=120m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        "%s/test-classes:%s/classes:%s/lib/*:%s"
                                .formatted(
                                        publisher,
                                        publisher,
                                        publisher,
                                        Installation.launcher()
                                                .resolveSibling("ca-core/target/lib/*")),
                        "org.lineageca.publisher.testpki.GuardBench",
                        folder.toString(),
                        Integer.toString(entries))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long openssl(Path file) throws IOException, InterruptedException {
        var times = new long[HASHES];
        for (var i = 0; i < HASHES; i++) {
            var started = System.nanoTime();
            var process =
                    new ProcessBuilder("openssl", "dgst", "-sha256", file.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException("openssl could not hash " + file);
            }
            times[i] = (System.nanoTime() - started) / 1_000;
        }
        Arrays.sort(times);
        return times[HASHES / 2];
    }

    private static long value(Properties figures, String name) {
        return Long.parseLong(Objects.requireNonNull(figures.getProperty(name), name));
    }

    private static String megabytes(long bytes) {
        return "%,d MB".formatted(bytes >> 20);
    }

    private static String milliseconds(long microseconds) {
        return "%.1f ms".formatted(microseconds / 1_000.0);
    }
}
