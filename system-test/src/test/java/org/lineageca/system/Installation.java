package org.lineageca.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A whole Lineage in a temporary data folder on free ports, started by {@code ./lineage up} and
 * ended by {@code ./lineage down}.
 */
final class Installation implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("lineage.home", "..")).toAbsolutePath().normalize();

    /** Tests in another process begin elsewhere. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(21_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

    private final Path folder;
    private final int portBase;
    private final Shell shell;
    private final List<String> as;
    private final boolean kept;
    private String firstUp = "";

    private Installation(Path folder, int portBase, List<String> as, boolean kept) {
        this.folder = folder;
        this.portBase = portBase;
        this.shell = new Shell(folder);
        this.as = List.copyOf(as);
        this.kept = kept;
    }

    /** Starts a new one and waits until it is healthy. */
    static Installation start() {
        return planned().started();
    }

    /** The same with a PKI of its own description. */
    static Installation start(Path description) {
        return planned().started("--pki", description.toString());
    }

    /** The same for tests, whose programs never run for long. */
    static Installation startQuickly() {
        return planned().withQuickStarts().started();
    }

    /** The same with a witness of what its issuing token signs: {@link #spyLog()}. */
    static Installation startSpied() {
        return planned().withQuickStarts().withSpy().started();
    }

    /** Starts a new one that is offline. */
    static Installation startOffline() {
        return planned().withQuickStarts().started("--offline");
    }

    private Installation started(String... options) {
        firstUp = up(options).succeeded().out();
        return this;
    }

    private static Installation planned() {
        // PostgreSQL runs as another user when the tests run as root.
        return planned("rwxr-xr-x");
    }

    /**
     * One that the test itself starts.
     *
     * @param permissions of the folder the data folder is to lie in, like rwx------
     * @param as what the launcher is called through, to run it as another user
     */
    static Installation planned(String permissions, String... as) {
        try {
            var folder = Files.createTempDirectory("lineage-system");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            var installation = new Installation(folder, freePorts(8), List.of(as), false);
            return installation.closedAtTheEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The one in a folder, or a new one there; it stays.
     *
     * @param folder its path from the root
     */
    static Installation kept(Path folder) {
        return kept(folder, List.of());
    }

    /**
     * The one in a folder, or a new one there with a PKI of its own description.
     *
     * @param folder its path from the root
     */
    static Installation kept(Path folder, Path description) {
        return kept(folder, List.of("--pki", description.toString()));
    }

    private static Installation kept(Path folder, List<String> firstOptions) {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException(
                    "the folder '%s' is to be kept, but its path does not begin with '/'. Nothing was started."
                            .formatted(folder));
        }
        try {
            Files.createDirectories(folder);
            var settings = folder.resolve("data/lineage.yml");
            var isThere = Files.exists(settings);
            var portBase = isThere ? firstPort(settings) : freePorts(8);
            return new Installation(folder, portBase, List.of(), true)
                    .closedAtTheEnd()
                    .started(isThere ? new String[0] : firstOptions.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstPort(Path settings) throws IOException {
        var port = Pattern.compile("console: (\\d+)").matcher(Files.readString(settings));
        if (!port.find()) {
            throw new IOException(settings + " names no port of the console");
        }
        return Integer.parseInt(port.group(1));
    }

    private Installation closedAtTheEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        return this;
    }

    /** The compiler that pays off after minutes takes a fifth of a start. */
    private Installation withQuickStarts() {
        try {
            var java = Files.createDirectories(data().resolve("java"));
            var options = Files.writeString(java.resolve("all.options"), "-XX:TieredStopAtLevel=1");
            Files.setPosixFilePermissions(options, PosixFilePermissions.fromString("rw-------"));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** OpenSC's pkcs11-spy between the issuing token and its signer. */
    private Installation withSpy() {
        var configuration =
                """
                issuing:
                  library: %s
                  workers: 1
                  environment: {PKCS11SPY: %s, PKCS11SPY_OUTPUT: %s}
                """
                        .formatted(
                                library("pkcs11-spy.so"),
                                library("softhsm/libsofthsm2.so"),
                                spyLog());
        try {
            Files.writeString(Files.createDirectories(data()).resolve("pkcs11.yml"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static Path library(String name) {
        var folders = List.of("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/local/lib");
        return folders.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "there is no %s in any of %s. Nothing was started."
                                        .formatted(name, folders)));
    }

    /** Every call between a spied issuing token and its signer. */
    Path spyLog() {
        return folder.resolve("spy.log");
    }

    /** Runs {@code ./lineage up} with its ports. */
    Shell.Result up(String... options) {
        var command = new ArrayList<>(List.of("up", "--port-base", Integer.toString(portBase)));
        command.addAll(List.of(options));
        return lineage(command.toArray(String[]::new));
    }

    /** A folder for the test's own files; the data folder lies in it. */
    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path credentials() {
        return data().resolve("credentials");
    }

    /** What the first {@code up} printed on standard output. */
    String firstUp() {
        return firstUp;
    }

    /** Runs programs in {@link #folder()}. */
    Shell shell() {
        return shell;
    }

    static Path launcher() {
        return HOME.resolve("lineage");
    }

    /** Runs {@code ./lineage --data … arguments}. */
    Shell.Result lineage(String... arguments) {
        var command = new ArrayList<>(as);
        command.addAll(List.of(launcher().toString(), "--data", data().toString()));
        command.addAll(List.of(arguments));
        return shell.run(command.toArray(String[]::new));
    }

    URI console() {
        return URI.create("https://localhost:" + portBase + "/");
    }

    URI core() {
        return URI.create("https://127.0.0.1:" + (portBase + 1));
    }

    URI ocsp() {
        return URI.create("http://127.0.0.1:" + (portBase + 2));
    }

    URI crl() {
        return URI.create("http://127.0.0.1:" + (portBase + 3));
    }

    /** What operators see of the responder. */
    URI metrics() {
        return URI.create("http://127.0.0.1:" + (portBase + 5));
    }

    int portBase() {
        return portBase;
    }

    /** What {@code ./lineage status --json} prints. */
    JsonNode status() {
        try {
            return new ObjectMapper().readTree(lineage("status", "--json").out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of each program, the supervisor's included. */
    SortedMap<String, Long> processes() {
        var status = status();
        var processes = new TreeMap<String, Long>();
        processes.put(
                "supervisor", Long.valueOf(status.path("supervisor").asText().split(" ", -1)[0]));
        status.path("programs")
                .forEach(program ->
                        processes.put(program.path("name").asText(), program.path("pid").asLong()));
        return processes;
    }

    /**
     * A new key and request, and the certificate for it.
     *
     * @return the prefix of the files made in {@link #folder()}: {@code -key.pem}, {@code
     *     -request.pem}, {@code -chain.pem}, {@code -issuer.pem}
     */
    String issueServer(String host) {
        var prefix = host.replace('.', '-');
        request(host);
        try (var machine = new MachineClient(this)) {
            var request = Files.readString(folder.resolve(prefix + "-request.pem"));
            // The token has two seconds, which pass on a busy machine: who comes again gets it.
            var issued =
                    await().pollDelay(Duration.ZERO)
                            .until(
                                    () -> machine.issue(request),
                                    answer -> answer.statusCode() == 201);
            Files.writeString(folder.resolve(prefix + "-chain.pem"), issued.body());
            var end = "-----END CERTIFICATE-----\n";
            Files.writeString(
                    folder.resolve(prefix + "-issuer.pem"),
                    issued.body().substring(issued.body().indexOf(end) + end.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prefix;
    }

    /**
     * A new P-256 key and request for a host: {@code <host with hyphens>-key.pem} and {@code
     * -request.pem}.
     */
    void request(String host) {
        var prefix = host.replace('.', '-');
        shell.run(
                        "openssl",
                        "req",
                        "-new",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=" + host,
                        "-addext",
                        "subjectAltName=DNS:" + host,
                        "-keyout",
                        prefix + "-key.pem",
                        "-out",
                        prefix + "-request.pem")
                .succeeded();
    }

    /**
     * Asks the responder with openssl about a certificate issued by {@link #issueServer}, and again
     * while it says "try later", as it may on a busy machine; the text openssl prints.
     */
    String ocspStatus(String prefix, String... more) {
        return await().pollDelay(Duration.ZERO)
                .until(
                        () -> ocspStatusNow(prefix, more),
                        answer -> !answer.contains("Responder Error: trylater"));
    }

    /** The same, asked once. */
    String ocspStatusNow(String prefix, String... more) {
        var command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "ocsp",
                                "-CAfile",
                                credentials().resolve("root.pem").toString(),
                                "-issuer",
                                prefix + "-issuer.pem",
                                "-cert",
                                prefix + "-chain.pem",
                                "-url",
                                shell.run(
                                                "openssl",
                                                "x509",
                                                "-in",
                                                prefix + "-chain.pem",
                                                "-noout",
                                                "-ocsp_uri")
                                        .out()
                                        .strip()));
        command.addAll(List.of(more));
        return shell.run(command.toArray(String[]::new)).all();
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) {
            return;
        }
        lineage("down").succeeded();
        if (kept) {
            return;
        }
        try {
            var database = data().resolve("postgresql");
            if (Files.isSymbolicLink(database)) {
                delete(database.toRealPath());
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * The first of some ports in a row that nobody uses now, and that were not given out before;
     * below those the system gives to clients.
     */
    static int freePorts(int count) {
        while (true) {
            var base = NEXT_PORT.getAndAdd(10);
            if (base > 32_000) {
                throw new IllegalStateException("no " + count + " free ports in a row");
            }
            if (areFree(base, count)) {
                return base;
            }
        }
    }

    private static boolean areFree(int base, int count) {
        for (var port = base; port < base + count; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.getLocalPort();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
