package org.lineageca.launcher.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.doctor.Doctor;
import org.lineageca.launcher.doctor.Patient;
import org.lineageca.launcher.installation.DataFolder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PkiDescription;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.MachineCredential;
import org.lineageca.launcher.service.ServiceUnreachableException;
import org.lineageca.launcher.supervisor.ModuleFiles;
import org.lineageca.launcher.supervisor.RecordedRun;
import org.lineageca.launcher.supervisor.StartCaches;
import picocli.CommandLine.Command;

/**
 * Runs a throw-away installation once, so that the programs of every other one start faster. Called
 * by the script {@code lineage} after a build.
 */
@Command(name = "record-starts", hidden = true)
public final class RecordStarts implements Callable<Integer> {

    /** For a key that nobody has any more. */
    private static final String REQUEST = "recorded-request.pem";

    /** What a browser asks the console for first. */
    private static final List<String> PAGES = List.of("", "?v-r=init&location=&query=");

    private final Lineage lineage;

    public RecordStarts(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var run = RecordedRun.of(lineage.surroundings().home())) {
            var installation = run.installation();
            var settings = prepare(installation);
            if (!new FollowStart(lineage, installation).untilStarted(run.start())) {
                return ExitStatus.REFUSED;
            }
            use(installation, settings);
            run.stop();
            StartCaches.keep(installation);
        }
        return ExitStatus.DONE;
    }

    private static Settings prepare(Installation installation)
            throws IOException, RefusedException {
        DataFolder.prepare(installation);
        PkiDescription.ensure(
                installation, null, ModuleFiles.built(installation.home(), "ca-core").jar());
        return Settings.choose(installation, freePorts(), false);
    }

    private static PortChoice freePorts() throws IOException {
        var ports = new EnumMap<PortUse, Integer>(PortUse.class);
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var use : PortUse.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.put(use, socket.getLocalPort());
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        return new PortChoice(null, ports);
    }

    /** A little of everything: what is used is recorded too. */
    private void use(Installation installation, Settings settings)
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(installation);
                var request = RecordStarts.class.getResourceAsStream(REQUEST)) {
            if (request == null) {
                throw new IOException(REQUEST + " is not in the jar");
            }
            core.issue(request.readAllBytes(), "tls-server");
            core.issueCrls(null, null);
            core.get("/generations");
        }
        var now = lineage.surroundings().clock().instant();
        Doctor.examine(new Patient(installation, settings, null, now), _ -> {});
        visitConsole(installation, settings.ports());
    }

    private static void visitConsole(Installation installation, Ports ports)
            throws IOException, InterruptedException {
        var console = URI.create("https://%s/".formatted(ports.address(PortUse.CONSOLE)));
        try (var browser =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(new CookieManager())
                        .sslContext(
                                MachineCredential.read(
                                                installation, installation.credential("officer"))
                                        .sslContext())
                        .build()) {
            for (var page : PAGES) {
                browser.send(
                        HttpRequest.newBuilder(console.resolve(page)).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the officer's credential cannot be used", e);
        }
    }
}
