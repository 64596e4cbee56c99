package org.lineageca.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.lineageca.system.CrlBench.Bench;

/** The publisher's HTTP server beside an nginx with the same file. */
final class CrlServing implements CrlBench.Part {

    private static final int CONNECTIONS = 64;
    private static final int DOWNLOADS = 8;
    private static final double TARGET = 0.7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of no generation of the installation: nobody replaces what lies there. */
    private static final String PATH = "/00112233445566aa/complete.crl";

    /** A server with the file. */
    private record Served(URI uri, String path) {

        Path pathFile(Path folder, String name) throws IOException {
            return Files.writeString(folder.resolve(name), path + "\n");
        }

        Path conditionFile(Path folder, String name) throws IOException, InterruptedException {
            try (var client = client()) {
                var response =
                        client.send(request(), HttpResponse.BodyHandlers.discarding()).headers();
                var etag = response.firstValue("ETag").orElseThrow();
                return Files.writeString(folder.resolve(name), path + "\n" + etag + "\n");
            }
        }

        int status() throws InterruptedException {
            try (var client = client()) {
                return client.send(request(), HttpResponse.BodyHandlers.discarding()).statusCode();
            } catch (IOException notYet) {
                return 0;
            }
        }

        private HttpRequest request() {
            return HttpRequest.newBuilder(uri.resolve(path)).build();
        }

        private static HttpClient client() {
            return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        }
    }

    @Override
    public void measure(Bench bench) throws IOException, InterruptedException {
        bench.step("a CRL of %,d entries".formatted(bench.sizes().entries()));
        var crl = LargeCrl.of(bench.folder(), bench.sizes().entries());
        var publisher = new Served(bench.lineage().crl(), PATH);
        var file = bench.lineage().data().resolve("published" + PATH);
        try {
            publish(bench, crl, publisher, file);
            beside(bench, crl, publisher);
        } finally {
            // The database does not know it, and that is an alarm.
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file.toString().replace(".crl", ".pem")));
            restart(bench);
        }
    }

    private static void beside(Bench bench, byte[] crl, Served publisher)
            throws IOException, InterruptedException {
        try (var server = StaticNginx.start(bench.folder(), crl)) {
            var nginx = new Served(server.uri(), server.path());
            bench.step("warming up");
            var warm = new Wrk(bench.folder(), CONNECTIONS, bench.sizes().load());
            warm.get(publisher.uri(), publisher.pathFile(bench.folder(), "paths"));
            warm.conditional(
                    publisher.uri(), publisher.conditionFile(bench.folder(), "conditions"));
            downloads(bench, crl.length, publisher, nginx);
            conditions(bench, publisher, nginx);
        }
    }

    /** As if it had been published before this start of the publisher. */
    private static void publish(Bench bench, byte[] crl, Served publisher, Path file)
            throws IOException, InterruptedException {
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, crl);
        restart(bench);
        var deadline = Instant.now().plus(PATIENCE);
        while (publisher.status() != 200) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the publisher does not serve " + file);
            }
            Thread.sleep(50);
        }
    }

    private static void restart(Bench bench) {
        ProgramProcess.find(bench.lineage(), "org.lineageca.publisher.config.Application").kill();
    }

    private static void downloads(Bench bench, int length, Served publisher, Served nginx)
            throws IOException, InterruptedException {
        bench.step("downloads, in turn");
        var wrk = new Wrk(bench.folder(), DOWNLOADS, bench.sizes().load().dividedBy(2));
        var paths = publisher.pathFile(bench.folder(), "paths");
        var nginxPaths = nginx.pathFile(bench.folder(), "nginx-paths");
        var theirs = wrk.get(nginx.uri(), nginxPaths);
        var ours = wrk.get(publisher.uri(), paths).mustCarry(length);
        theirs = theirs.and(wrk.get(nginx.uri(), nginxPaths));
        ours = ours.and(wrk.get(publisher.uri(), paths).mustCarry(length));
        bench.table()
                .row(
                        "nginx, a CRL of %,d octets".formatted(length),
                        "%,.0f MB/s".formatted(theirs.megabytesPerSecond()));
        bench.table()
                .row(
                        "the publisher, the same",
                        "%,.0f MB/s".formatted(ours.megabytesPerSecond()),
                        ours.megabytesPerSecond() / theirs.megabytesPerSecond(),
                        "at least %.1f of nginx".formatted(TARGET));
    }

    private static void conditions(Bench bench, Served publisher, Served nginx)
            throws IOException, InterruptedException {
        bench.step("answers 304, in turn");
        var wrk = new Wrk(bench.folder(), CONNECTIONS, bench.sizes().load().dividedBy(2));
        var conditions = publisher.conditionFile(bench.folder(), "conditions");
        var nginxConditions = nginx.conditionFile(bench.folder(), "nginx-conditions");
        var theirs = wrk.conditional(nginx.uri(), nginxConditions);
        var ours = wrk.conditional(publisher.uri(), conditions);
        theirs = theirs.and(wrk.conditional(nginx.uri(), nginxConditions));
        ours = ours.and(wrk.conditional(publisher.uri(), conditions));
        bench.table().row("nginx, answers 304", "%,.0f/s".formatted(theirs.perSecond()));
        bench.table()
                .row(
                        "the publisher, answers 304",
                        "%,.0f/s, p99 %,d µs".formatted(ours.perSecond(), ours.p99Micros()),
                        ours.perSecond() / theirs.perSecond(),
                        "at least %.1f of nginx".formatted(TARGET));
    }
}
