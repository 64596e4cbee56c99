package org.lineageca.launcher.command;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.service.MachineCredential;

/** An HTTPS server in the place of the CA's service that notes requests and gives one answer. */
final class StubService implements AutoCloseable {

    private final HttpsServer server;
    private final List<String> requests = new ArrayList<>();
    private int status = 200;
    private String body = "";

    private StubService(Installation installation) throws IOException, GeneralSecurityException {
        var tls = MachineCredential.read(installation).sslContext();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var wanted = getSSLContext().getDefaultSSLParameters();
                        wanted.setNeedClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    requests.add(
                            "%s %s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            exchange.getRequestHeaders().getFirst("Content-Type"),
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    StandardCharsets.UTF_8)));
                    var answer = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /**
     * Makes an installation that takes it for its service.
     *
     * @param officers who have credentials, too: that of the machine by another name
     */
    static StubService of(Installation installation, String... officers) throws Exception {
        Files.createDirectories(installation.data());
        TestCredential.writeTo(installation);
        for (var officer : officers) {
            TestCredential.copyTo(installation, officer);
        }
        Files.createFile(installation.pkiCreatedMarker());
        var service = new StubService(installation);
        var port = service.server.getAddress().getPort();
        Settings.choose(installation, new PortChoice(null, Map.of(PortUse.CORE, port)), false);
        return service;
    }

    void answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
