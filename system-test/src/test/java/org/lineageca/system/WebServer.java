package org.lineageca.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Somebody else's server in the foreground.
 *
 * @param logFile begins when it starts
 */
record WebServer(Process process, Path logFile) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static WebServer nginx(Path folder, String http) throws IOException {
        var configuration =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        """
                        daemon off;
                        pid %1$s/nginx.pid;
                        error_log %1$s/error.log info;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path %1$s/body;
                            proxy_temp_path %1$s/proxy;
                            fastcgi_temp_path %1$s/fastcgi;
                            uwsgi_temp_path %1$s/uwsgi;
                            scgi_temp_path %1$s/scgi;
                            %2$s
                        }
                        """
                                .formatted(folder, http));
        var log = folder.resolve("error.log");
        return start(
                folder,
                "/usr/sbin/nginx",
                "-e",
                log.toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString());
    }

    static WebServer apache(Path folder, String sites) throws IOException {
        var configuration =
                Files.writeString(
                        folder.resolve("apache.conf"),
                        """
                        ServerRoot %1$s
                        DefaultRuntimeDir %1$s
                        PidFile %1$s/apache.pid
                        ErrorLog %1$s/error.log
                        LogLevel info
                        ServerName localhost
                        User nobody
                        Group nogroup
                        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                        LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
                        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                        %2$s
                        """
                                .formatted(folder, sites));
        return start(
                folder, "/usr/sbin/apache2", "-D", "FOREGROUND", "-f", configuration.toString());
    }

    static WebServer haproxy(Path folder, String configuration) throws IOException {
        var file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        return start(folder, "/usr/sbin/haproxy", "-db", "-f", file.toString());
    }

    private static WebServer start(Path folder, String... command) throws IOException {
        var log = folder.resolve("error.log");
        Files.deleteIfExists(log);
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new WebServer(process, log);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** What it wrote, wherever. */
    String log() {
        try {
            var output = Files.readString(logFile.resolveSibling("output.log"));
            return Files.exists(logFile) ? output + Files.readString(logFile) : output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // SIGTERM to the master ends the workers too.
        process.destroy();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
