package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.DataFolder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.launcher.installation.Settings;

final class SupervisorTest {

    @TempDir private Path folder;
    private Installation installation;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() throws Exception {
        installation = new Installation(folder, folder.resolve("data"));
        DataFolder.prepare(installation);
        Settings.choose(installation, new PortChoice(null, FreePorts.find().numbers()), false);
        supervisor =
                new Supervisor(
                        installation, new Secrets(new SecureRandom()), InstantSource.system());
    }

    private Status status() throws Exception {
        return new StatusFile(installation.statusFile()).read().orElseThrow();
    }

    @Test
    void aTakenPortIsNamedWithItsOwnerAndTheOptionToUse() throws Exception {
        var port = Settings.read(installation).ports().of(PortUse.CORE);
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(supervisor.run()).isEqualTo(1);
        }

        assertThat(status().phase()).isEqualTo(Phase.FAILED);
        assertThat(status().failures().getFirst().reason())
                .contains("Port " + port + " on 127.0.0.1 is taken by java (process")
                .contains(Long.toString(ProcessHandle.current().pid()))
                .contains("Nothing was started")
                .contains("--core-port N or --port-base N");
        assertThat(installation.supervisorFile()).doesNotExist();
    }

    @Test
    void anOfflineInstallationAsksForItsOwnPortsOnly() throws Exception {
        Files.delete(installation.settings());
        var all = FreePorts.find().numbers();
        var used = new EnumMap<PortUse, Integer>(all);
        used.keySet().retainAll(Kind.OFFLINE.uses());
        Settings.chooseOffline(installation, new PortChoice(null, used), false);
        var port = Settings.read(installation).ports().of(PortUse.CONSOLE);
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(supervisor.run()).isEqualTo(1);
        }
        assertThat(status().failures().getFirst().reason())
                .contains("It is the console port of this installation");
    }

    @Test
    void aTakenPortThatCertificatesNameHasToBeFreed() throws Exception {
        Files.createFile(installation.pkiCreatedMarker());
        var port = Settings.read(installation).ports().of(PortUse.OCSP);
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(supervisor.run()).isEqualTo(1);
        }
        assertThat(status().failures().getFirst().reason()).contains("has to be freed");
    }
}
