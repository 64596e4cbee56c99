package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;

/**
 * How fast the responder is and how much memory it takes, beside what this machine can do at best:
 * an nginx with a static file, and the signer alone. All in one run, over a real PostgreSQL and a
 * real SoftHSM.
 *
 * <p>{@code ./lineage bench ocsp} runs it.
 */
final class OcspBench {

    /**
     * How much of it.
     *
     * @param certificates in the status tables; 10,000 at least
     * @param most certificates of another generation, where statuses are looked up too
     * @param cached answers in the cache when memory is looked at first
     * @param load how long each load lasts
     * @param lookUps how many statuses are looked up one by one for a percentile
     * @param slow how many connections trickle
     */
    record Sizes(int certificates, int most, int cached, Duration load, int lookUps, int slow) {

        static final Sizes REAL =
                new Sizes(1_000_000, 10_000_000, 100_000, Duration.ofSeconds(10), 20_000, 2_000);

        /** As given on the command line: --certificates=N and the like. */
        Sizes with(String argument) {
            var value = Integer.parseInt(argument.substring(argument.indexOf('=') + 1));
            return switch (argument.substring(0, argument.indexOf('=') + 1)) {
                case "--certificates=" -> new Sizes(value, most, cached, load, lookUps, slow);
                case "--most=" -> new Sizes(certificates, value, cached, load, lookUps, slow);
                case "--cached=" -> new Sizes(certificates, most, value, load, lookUps, slow);
                case "--seconds=" ->
                        new Sizes(
                                certificates,
                                most,
                                cached,
                                Duration.ofSeconds(value),
                                lookUps,
                                slow);
                default ->
                        throw new IllegalArgumentException(
                                "'%s' is none of --certificates=N, --most=N, --cached=N, --seconds=N"
                                        .formatted(argument));
            };
        }
    }

    private static final int FEW = 10_000;
    private static final int CONNECTIONS = 64;
    private static final int FEW_CONNECTIONS = 8;

    private final Installation lineage;
    private final Sizes sizes;
    private final Path folder;
    private final BenchTable table = new BenchTable();

    private OcspBench(Installation lineage, Sizes sizes) throws IOException {
        this.lineage = lineage;
        this.sizes = sizes;
        this.folder = Files.createDirectories(lineage.folder().resolve("bench"));
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
        var bench = new OcspBench(lineage, sizes);
        bench.measure();
        out.printf(
                "%d processors, %s, %,d certificates, every tenth revoked%n%n",
                Runtime.getRuntime().availableProcessors(),
                LocalDate.now(ZoneOffset.UTC),
                sizes.certificates());
        out.print(bench.table.markdown());
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        try (var certificates = BenchCertificates.of(lineage.data())) {
            lookUps(certificates);
            var requests = new BenchRequests(certificates);
            step("starting the responder anew");
            start(requests);
            cached(requests);
            slowClients(requests);
            signed(requests);
        }
    }

    private void lookUps(BenchCertificates certificates)
            throws IOException, InterruptedException, SQLException {
        step("issuing to the table");
        certificates.issue(FEW);
        var few = certificates.lookUpPercentile(sizes.lookUps());
        table.row(
                "status look-up, p99, of %,d".formatted(FEW),
                "%,d µs".formatted(few.toNanos() / 1_000));
        certificates.issue(sizes.certificates());
        lookUp(certificates, sizes.certificates(), few);
        step("filling a table with %,d more".formatted(sizes.most()));
        try (var many = certificates.ofAnotherGeneration(sizes.most())) {
            lookUp(many, sizes.most(), few);
        }
    }

    private void lookUp(BenchCertificates certificates, int number, Duration few)
            throws IOException, SQLException {
        var many = certificates.lookUpPercentile(sizes.lookUps());
        table.row(
                "status look-up, p99, of %,d".formatted(number),
                "%,d µs".formatted(many.toNanos() / 1_000),
                (double) many.toNanos() / few.toNanos(),
                "at most 1.5 of that of %,d".formatted(FEW));
    }

    /** A client with few connections, alone and beside many that trickle. */
    private void slowClients(BenchRequests requests) throws IOException, InterruptedException {
        step("%,d slow connections".formatted(sizes.slow()));
        var paths = requests.pathsFile(folder.resolve("good"), 0, sizes.cached());
        var wrk = new Wrk(folder, FEW_CONNECTIONS, sizes.load().dividedBy(2));
        var alone = wrk.get(lineage.ocsp(), paths).p99Micros();
        long beside;
        try (var _ = SlowClients.connect(lineage.ocsp(), sizes.slow())) {
            beside = wrk.get(lineage.ocsp(), paths).p99Micros();
        }
        table.row("a good client alone, p99", "%,d µs".formatted(alone));
        table.row(
                "beside %,d slow connections, p99".formatted(sizes.slow()),
                "%,d µs".formatted(beside),
                (double) beside / alone,
                "at most 2 of it alone");
    }

    /** The supervisor starts what ends: from the new process to its first good answer. */
    private void start(BenchRequests requests) throws InterruptedException, IOException {
        var times = new ArrayList<Duration>();
        for (var i = 0; i < 3; i++) {
            ResponderProcess.find(lineage).kill();
            times.add(ResponderProcess.untilFirstAnswer(lineage, requests.path(i)));
        }
        times.sort(null);
        table.row(
                "start to first answer",
                "%,d ms".formatted(times.get(1).toMillis()),
                times.get(1).toMillis() / 3_000.0,
                "under 3 s");
    }

    private void cached(BenchRequests requests) throws IOException, InterruptedException {
        var responder = ResponderProcess.find(lineage);
        var idle = responder.residentMegabytes();
        table.row("resident, nothing cached", idle + " MB");
        step("asking about %,d certificates".formatted(sizes.cached()));
        requests.askAbout(lineage.ocsp(), 0, sizes.cached());
        throughput(requests);
        var once = responder.residentMegabytes();
        step("asking about as many again");
        requests.askAbout(lineage.ocsp(), sizes.cached(), 2 * sizes.cached());
        var paths = requests.pathsFile(folder.resolve("paths2"), 0, 2 * sizes.cached());
        new Wrk(folder, CONNECTIONS, sizes.load()).get(lineage.ocsp(), paths);
        var twice = responder.residentMegabytes();
        table.row(
                "resident, %,d answers cached".formatted(sizes.cached()),
                once + " MB",
                once / 400.0,
                "under 400 MB");
        table.row(
                "resident, as many again",
                "%+d MB".formatted(twice - once),
                (twice - once) / (70.0 * sizes.cached() / 100_000),
                "at most 70 MB for 100,000");
    }

    private void throughput(BenchRequests requests) throws IOException, InterruptedException {
        var paths = requests.pathsFile(folder.resolve("paths"), 0, sizes.cached());
        var answer = requests.answer(lineage.ocsp(), 0);
        try (var nginx = StaticNginx.start(folder, answer)) {
            var filePaths = folder.resolve("nginx-paths");
            try (var lines = Files.lines(paths)) {
                Files.write(filePaths, lines.map(nginx::path).toList());
            }
            var wrk = new Wrk(folder, CONNECTIONS, sizes.load().dividedBy(2));
            step("warming up");
            new Wrk(folder, CONNECTIONS, sizes.load()).get(lineage.ocsp(), paths);
            wrk.get(nginx.uri(), filePaths);
            step("answers from the cache, and nginx, in turn");
            var fromFile = wrk.get(nginx.uri(), filePaths);
            var fromCache = wrk.get(lineage.ocsp(), paths).mustCarry(answer.length);
            fromFile = fromFile.and(wrk.get(nginx.uri(), filePaths));
            fromCache = fromCache.and(wrk.get(lineage.ocsp(), paths).mustCarry(answer.length));
            table.row(
                    "nginx, a static file",
                    "%,.0f/s of %,d octets".formatted(fromFile.perSecond(), answer.length));
            table.row(
                    "answers from the cache",
                    "%,.0f/s, p99 %,d µs".formatted(fromCache.perSecond(), fromCache.p99Micros()),
                    fromCache.perSecond() / fromFile.perSecond(),
                    "at least 0.9 of nginx");
        }
    }

    private void signed(BenchRequests requests) throws IOException, InterruptedException {
        var file = requests.nonceFile(folder.resolve("nonces"), 20_000);
        var wrk = new Wrk(folder, CONNECTIONS, sizes.load());
        step("answers with a nonce, and the signer alone");
        var length = requests.answer(lineage.ocsp(), 0).length;
        wrk.post(lineage.ocsp(), file);
        var alone = new SignerAlone(lineage).perSecond(sizes.load());
        var nonce = wrk.post(lineage.ocsp(), file).mustCarry(length);
        step("answers that are not in the cache");
        var cold =
                requests.pathsFile(
                        folder.resolve("cold"), 2 * sizes.cached(), sizes.certificates());
        var first = wrk.get(lineage.ocsp(), cold).mustCarry(length);
        table.row("the signer alone", "%,.0f/s".formatted(alone));
        signedRow("answers with a nonce", nonce, alone);
        signedRow("answers nobody asked for before", first, alone);
    }

    private void signedRow(String what, Wrk.Load load, double alone) {
        table.row(
                what,
                "%,.0f/s, p99 %,d µs".formatted(load.perSecond(), load.p99Micros()),
                load.perSecond() / alone,
                "at least 0.6 of the signer");
    }

    private static void step(String what) {
        System.err.println("bench: " + what + " …");
    }
}
