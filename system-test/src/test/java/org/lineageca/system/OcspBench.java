package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.lineageca.system.BenchSizes.Part;

/**
 * How fast the responder is and how much memory it takes, beside what this machine can do at best:
 * an nginx with a static file, and the signer alone. All in one run, over a real PostgreSQL and a
 * real SoftHSM.
 *
 * <p>{@code ./lineage bench ocsp} runs it.
 */
final class OcspBench {

    private static final int FEW = 10_000;
    private static final int CONNECTIONS = 64;
    private static final int FEW_CONNECTIONS = 8;
    private static final int REVOCATIONS = 50;

    /** What responders read that do not read the CA's database. */
    private static final List<String> COPIES = List.of("replica", "subscriber");

    private final Installation lineage;
    private final BenchSizes sizes;
    private final Path folder;
    private final BenchTable table = new BenchTable();

    private OcspBench(Installation lineage, BenchSizes sizes) throws IOException {
        this.lineage = lineage;
        this.sizes = sizes;
        this.folder = Files.createDirectories(lineage.folder().resolve("bench"));
    }

    /** Starts an installation, measures, prints, and removes it. */
    public static void main(String[] arguments) throws Exception {
        var sizes = BenchSizes.REAL;
        for (var argument : arguments) {
            sizes = sizes.with(argument);
        }
        try (var lineage = Installation.start()) {
            run(lineage, sizes, System.out);
        }
    }

    /** Measures on an installation that runs, and prints a table. */
    static void run(Installation lineage, BenchSizes sizes, PrintStream out)
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
        // It starts the database anew, so what follows has a connection of its own.
        var issued = wants(Part.REVOCATIONS) ? revocations() : 0;
        try (var certificates = BenchCertificates.of(lineage.data(), issued)) {
            var requests = new BenchRequests(certificates);
            step("issuing to the table");
            certificates.issue(sizes.certificates());
            if (wants(Part.LOOKUPS)) {
                lookUps(certificates);
            }
            if (wants(Part.START)) {
                step("starting the responder anew");
                start(requests);
            }
            if (wants(Part.CACHED)) {
                cached(requests);
            } else {
                step("asking about %,d certificates".formatted(sizes.cached()));
                requests.askAbout(lineage.ocsp(), 0, sizes.cached());
            }
            if (wants(Part.SLOW)) {
                slowClients(requests);
            }
            if (wants(Part.SIGNED)) {
                signed(requests);
            }
        }
    }

    private boolean wants(Part part) {
        return sizes.parts().contains(part);
    }

    /**
     * With two responders more, each over a copy, which are removed afterwards.
     *
     * @return how many certificates were issued for it
     */
    private int revocations() throws IOException, InterruptedException, SQLException {
        step("adding responders over copies");
        var responders = new LinkedHashMap<String, URI>();
        responders.put("the database", lineage.ocsp());
        for (var reads : COPIES) {
            var port = Installation.freePorts(3);
            lineage.lineage(
                            "responder",
                            "add",
                            "bench-" + reads,
                            "--reads",
                            reads,
                            "--port",
                            Integer.toString(port),
                            "--metrics-port",
                            Integer.toString(port + 1),
                            "--postgres-port",
                            Integer.toString(port + 2))
                    .succeeded();
            responders.put("a " + reads, URI.create("http://127.0.0.1:" + port));
        }
        restart();
        step("revoking %d certificates".formatted(REVOCATIONS));
        int issued;
        try (var certificates = BenchCertificates.of(lineage.data())) {
            new BenchRevocations(certificates, new BenchRequests(certificates), responders)
                    .measure(REVOCATIONS)
                    .forEach((reads, times) ->
                            table.row(
                                    "a revocation shows, over " + reads,
                                    "%,d ms, at worst %,d ms"
                                            .formatted(
                                                    times.median().toMillis(),
                                                    times.worst().toMillis()),
                                    times.worst().toMillis() / 1_000.0,
                                    "within 1 s"));
            issued = certificates.issued();
        }
        for (var reads : COPIES) {
            lineage.lineage("responder", "remove", "bench-" + reads).succeeded();
        }
        restart();
        return issued;
    }

    private void restart() {
        lineage.lineage("down").succeeded();
        lineage.lineage("up").succeeded();
    }

    private void lookUps(BenchCertificates certificates)
            throws IOException, InterruptedException, SQLException {
        step("filling a table with %,d, and one with %,d".formatted(FEW, sizes.most()));
        try (var few = certificates.ofAnotherGeneration("ffffffffffffffff", FEW);
                var most = certificates.ofAnotherGeneration("eeeeeeeeeeeeeeee", sizes.most())) {
            step("looking statuses up");
            var tables = List.of(few, certificates, most);
            var times = BenchLookUps.percentiles(tables, sizes.lookUps());
            table.row("status look-up, p99, of %,d".formatted(FEW), micros(times.getFirst()));
            for (var i = 1; i < tables.size(); i++) {
                table.row(
                        "status look-up, p99, of %,d".formatted(tables.get(i).issued()),
                        micros(times.get(i)),
                        (double) times.get(i).toNanos() / times.getFirst().toNanos(),
                        "at most 1.5 of that of %,d".formatted(FEW));
            }
        }
    }

    private static String micros(Duration time) {
        return "%,d µs".formatted(time.toNanos() / 1_000);
    }

    /** A client with few connections, alone and beside many that trickle, in turn. */
    private void slowClients(BenchRequests requests) throws IOException, InterruptedException {
        step("a good client, alone and beside %,d slow connections".formatted(sizes.slow()));
        var paths = requests.pathsFile(folder.resolve("good"), 0, sizes.cached());
        var wrk = new Wrk(folder, FEW_CONNECTIONS, sizes.load().dividedBy(2));
        var alone = new ArrayList<Long>();
        var beside = new ArrayList<Long>();
        wrk.getNowAndThen(lineage.ocsp(), paths);
        for (var i = 0; i < sizes.rounds(); i++) {
            alone.add(wrk.getNowAndThen(lineage.ocsp(), paths).p99Micros());
            try (var _ = SlowClients.connect(lineage.ocsp(), sizes.slow())) {
                beside.add(wrk.getNowAndThen(lineage.ocsp(), paths).p99Micros());
            }
        }
        alone.sort(null);
        beside.sort(null);
        table.row("a good client alone, p99", "%,d µs".formatted(alone.get(sizes.rounds() / 2)));
        table.row(
                "beside %,d slow connections, p99".formatted(sizes.slow()),
                "%,d µs".formatted(beside.get(sizes.rounds() / 2)),
                (double) beside.get(sizes.rounds() / 2) / alone.get(sizes.rounds() / 2),
                "at most 2 of it alone");
    }

    /** The supervisor starts what ends: from the new process to its first good answer. */
    private void start(BenchRequests requests) throws InterruptedException, IOException {
        var times = new ArrayList<Duration>();
        for (var i = 0; i < sizes.rounds(); i++) {
            ResponderProcess.find(lineage).kill();
            times.add(ResponderProcess.untilFirstAnswer(lineage, requests.path(i)));
        }
        times.sort(null);
        table.row(
                "start to first answer",
                "%,d ms".formatted(times.get(sizes.rounds() / 2).toMillis()),
                times.get(sizes.rounds() / 2).toMillis() / 3_000.0,
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
        var wrk = new Wrk(folder, sizes.connections(), sizes.load());
        var length = requests.answer(lineage.ocsp(), 0).length;
        step("warming up for answers signed on demand");
        wrk.post(lineage.ocsp(), file);
        step("the signer alone");
        var alone = SignerAlone.ofResponder(lineage).perSecond(sizes.load());
        step("answers with a nonce");
        var nonce = wrk.post(lineage.ocsp(), file).mustCarry(length);
        step("answers nobody asked for before");
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
