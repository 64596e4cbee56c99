package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.FurtherResponder;
import org.lineageca.launcher.installation.FurtherResponder.Reads;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.Settings;

final class ResponderCommandsTest {

    @TempDir private Path folder;
    private Installation installation;
    private Terminal terminal;

    @BeforeEach
    void install() throws Exception {
        installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        Files.createDirectories(installation.data());
        Settings.choose(installation, new PortChoice(23_440, Map.of()), false);
    }

    private int run(String... arguments) {
        var words = new ArrayList<>(List.of("responder"));
        words.addAll(Arrays.asList(arguments));
        return terminal.run(words);
    }

    private List<FurtherResponder> kept() throws Exception {
        return Settings.read(installation).responders();
    }

    @Test
    void eachGetsPortsOfItsOwnAndStaysUntilItIsRemoved() throws Exception {
        assertThat(run("add", "here")).isZero();
        assertThat(run("add", "near", "--reads", "replica")).isZero();
        assertThat(run("add", "far-off", "--reads", "subscriber")).isZero();
        assertThat(terminal.out()).contains("a logical subscriber").contains("`./lineage");

        assertThat(kept())
                .extracting(FurtherResponder::name)
                .containsExactly("here", "near", "far-off");
        assertThat(kept())
                .extracting(FurtherResponder::reads)
                .containsExactly(Reads.DATABASE, Reads.REPLICA, Reads.SUBSCRIBER);
        assertThat(kept().stream().flatMap(one -> one.ports().keySet().stream()))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(port -> port > 23_445);
        // What is chosen later leaves them as they are.
        Settings.choose(installation, PortChoice.NONE, false);
        assertThat(kept()).hasSize(3);
        assertThat(run("list")).isZero();
        assertThat(terminal.out()).contains("far-off", "subscriber", "stopped");

        assertThat(run("remove", "near")).isZero();
        assertThat(terminal.out()).contains("postgresql/copy-near");
        assertThat(kept()).extracting(FurtherResponder::name).containsExactly("here", "far-off");
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
        run("add", "east");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertThat(run("add", "west", "--port", port)).isEqualTo(ExitStatus.REFUSED);
            assertThat(terminal.err()).contains("Port " + port, "taken", "--port");
        }
        assertThat(run("add", "west", "--port", "23442")).isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("one of this installation's own");
        assertThat(run("add", "east")).isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("There is a responder east already");
        assertThat(run("add", "Not_A_Name")).isEqualTo(ExitStatus.REFUSED);
        assertThat(run("add", "west", "--postgres-port", "23999")).isEqualTo(ExitStatus.REFUSED);
        assertThat(run("remove", "west")).isEqualTo(ExitStatus.REFUSED);
        assertThat(run("add", "west", "--reads", "tea-leaves")).isEqualTo(ExitStatus.USAGE);

        assertThat(kept()).extracting(FurtherResponder::name).containsExactly("east");
    }

    @Test
    void anOfflineInstallationHasNone() throws Exception {
        Files.delete(installation.settings());
        Settings.chooseOffline(installation, PortChoice.NONE, false);

        assertThat(run("add", "east")).isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("offline", "Nothing was changed.");
    }
}
