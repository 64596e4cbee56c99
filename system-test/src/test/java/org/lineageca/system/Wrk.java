package org.lineageca.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The load generator of that name, on two threads.
 *
 * @param folder for its scripts
 * @param connections open all the time, each with one request under way
 */
record Wrk(Path folder, int connections, Duration load) {

    /** What came of a load. */
    record Load(long answers, long micros, long octets, long p99Micros) {

        double perSecond() {
            return answers * 1e6 / micros;
        }

        double megabytesPerSecond() {
            return (double) octets / micros;
        }

        Load and(Load other) {
            return new Load(
                    answers + other.answers,
                    micros + other.micros,
                    octets + other.octets,
                    Math.max(p99Micros, other.p99Micros));
        }

        /** Fails where answers were smaller than they must be: an OCSP error has five octets. */
        Load mustCarry(int length) {
            if (octets / Math.max(1, answers) < length) {
                throw new IllegalStateException(
                        "%,d answers had %,d octets together, not %d each"
                                .formatted(answers, octets, length));
            }
            return this;
        }
    }

    Load get(URI server, Path paths) throws IOException, InterruptedException {
        return run("get.lua", server, paths);
    }

    /** Asks for what it has: the file holds the path and the ETag, one a line. */
    Load conditional(URI server, Path file) throws IOException, InterruptedException {
        return run("conditional.lua", server, file);
    }

    /** Each connection asks, and waits for one to three milliseconds before it asks again. */
    Load getNowAndThen(URI server, Path paths) throws IOException, InterruptedException {
        return run("get.lua", server, paths, "3");
    }

    Load post(URI server, Path requests) throws IOException, InterruptedException {
        return run("post.lua", server, requests);
    }

    private Load run(String script, URI server, Path file, String... options)
            throws IOException, InterruptedException {
        var seconds = Math.max(1, load.toSeconds());
        var command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "-t2",
                                "-c" + connections,
                                "-d" + seconds + "s",
                                "--timeout",
                                "10s",
                                "-s",
                                script(script).toString(),
                                server.toString(),
                                "--",
                                file.toString()));
        command.addAll(List.of(options));
        var output = new Shell(folder).run(command.toArray(String[]::new)).succeeded().out();
        var result =
                output.lines()
                        .filter(line -> line.startsWith("RESULT "))
                        .map(line -> List.of(line.split(" ", -1)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(output));
        if (!result.get(4).equals("0")) {
            throw new IllegalStateException("requests failed: " + output);
        }
        return new Load(
                Long.parseLong(result.get(1)),
                Long.parseLong(result.get(2)),
                Long.parseLong(result.get(3)),
                Long.parseLong(result.get(5)));
    }

    private Path script(String name) throws IOException {
        var file = folder.resolve(name);
        try (var resource = Wrk.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("no resource " + name);
            }
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
