package org.lineageca.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** An nginx that serves one file, as fast as it can. */
record StaticNginx(Process process, int port) implements AutoCloseable {

    private static final String FILE = "answer.der";

    static StaticNginx start(Path folder, byte[] content) throws IOException, InterruptedException {
        var root = Files.createDirectories(folder.resolve("nginx"));
        Files.write(root.resolve(FILE), content);
        // Its workers run as another user when it is started by root.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var port = Installation.freePorts(1);
        var configuration =
                Files.writeString(
                        root.resolve("nginx.conf"),
                        """
                        daemon off;
                        worker_processes auto;
                        pid %1$s/nginx.pid;
                        error_log %1$s/error.log;
                        events {}
                        http {
                            access_log off;
                            sendfile on;
                            tcp_nopush on;
                            keepalive_requests 1000000000;
                            open_file_cache max=16 inactive=1h;
                            default_type application/ocsp-response;
                            client_body_temp_path %1$s/body;
                            proxy_temp_path %1$s/proxy;
                            fastcgi_temp_path %1$s/fastcgi;
                            uwsgi_temp_path %1$s/uwsgi;
                            scgi_temp_path %1$s/scgi;
                            server {
                                listen 127.0.0.1:%2$d;
                                root %1$s;
                            }
                        }
                        """
                                .formatted(root, port));
        var process =
                new ProcessBuilder(
                                "nginx",
                                "-e",
                                root.resolve("error.log").toString(),
                                "-p",
                                root.toString(),
                                "-c",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(root.resolve("output.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitListening(port);
        return new StaticNginx(process, port);
    }

    private static void awaitListening(int port) throws InterruptedException {
        for (var i = 0; i < 200; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getPort();
                return;
            } catch (IOException notYet) {
                Thread.sleep(25);
            }
        }
        throw new IllegalStateException("nginx does not listen on port " + port);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The path of the file. */
    String path() {
        return "/" + FILE;
    }

    /** The file, asked for in as many octets as a path of the responder. */
    String path(String other) {
        return "/" + FILE + "?" + other.substring(Math.min(other.length(), FILE.length() + 2));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
