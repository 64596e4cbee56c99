package org.lineageca.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A further console of an installation, and a HAProxy in front of it, both set up as operators are
 * told.
 *
 * @param direct past the proxy
 * @param origin through the proxy
 * @param folder with {@code proxy.crt} and {@code proxy.key}, by which the console knows it
 */
record ProxiedConsole(Process console, WebServer proxy, URI direct, URI origin, Path folder)
        implements AutoCloseable {

    private static final String PAGE = "docs/operators.md";
    private static final String HEADING = "## The console behind a reverse proxy";
    private static final String MAIN = "org.lineageca.console.config.Application";
    private static final String FILES = "-Dmicronaut.config.files=";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern FINGERPRINT = Pattern.compile("Fingerprint=([0-9A-F:]{95})");

    static ProxiedConsole start(Installation lineage) throws IOException {
        var folder = Files.createDirectories(lineage.folder().resolve("proxied"));
        var blocks = DocumentationPage.blocks(PAGE, HEADING);
        var port = Installation.freePorts(2);
        var made = new Shell(folder).bash("set -e\n" + blocks.get(0)).succeeded().out();
        var fingerprint = FINGERPRINT.matcher(made);
        if (!fingerprint.find()) {
            throw new IOException("no fingerprint in " + made);
        }
        var settings =
                Files.writeString(
                        folder.resolve("console.yml"),
                        blocks.get(1).replace("3B:0C:…", fingerprint.group(1)).strip()
                                + "\n  http: {port: %d}\n  health-socket: run/proxied.sock\n"
                                        .formatted(port));
        var console = console(lineage, folder, settings);
        await().atMost(PATIENCE).until(() -> console.isAlive() && listens(port));
        prepare(lineage, folder);
        var proxy =
                WebServer.haproxy(
                        folder,
                        blocks.get(2)
                                .replace("/etc/haproxy/tls/", folder + "/")
                                .replace("bind :443 ", "bind 127.0.0.1:" + (port + 1) + " ")
                                .replace("127.0.0.1:8440", "127.0.0.1:" + port));
        await().atMost(PATIENCE).until(() -> listens(port + 1));
        return new ProxiedConsole(console, proxy, at(port), at(port + 1), folder);
    }

    /** As the one that runs, with further settings. */
    private static Process console(Installation lineage, Path folder, Path settings)
            throws IOException {
        var running = ProgramProcess.find(lineage, MAIN).process();
        var command =
                Arrays.stream(
                                Files.readString(Path.of("/proc/" + running.pid() + "/cmdline"))
                                        .split("\0", -1))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.startsWith(FILES) ? part + "," + settings : part)
                        .toList();
        var process =
                new ProcessBuilder(command)
                        .directory(lineage.data().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("console.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static void prepare(Installation lineage, Path folder) {
        new Shell(folder)
                .bash(
                        """
                        set -e
                        cp %1$s/root.pem root.pem
                        cat %1$s/console-tls/certificate.pem %1$s/console-tls/key.pem > console.pem
                        sed '1,/-END CERTIFICATE-/d' %1$s/officer/certificate.pem | cat - root.pem > people.pem
                        """
                                .formatted(lineage.credentials()))
                .succeeded();
    }

    private static URI at(int port) {
        return URI.create("https://127.0.0.1:" + port + "/");
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        proxy.close();
        console.destroy();
        await().atMost(PATIENCE).until(() -> !console.isAlive());
    }
}
