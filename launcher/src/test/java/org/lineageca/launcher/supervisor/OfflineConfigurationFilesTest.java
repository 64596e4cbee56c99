package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.SharedTokenPlace;
import org.yaml.snakeyaml.Yaml;

final class OfflineConfigurationFilesTest {

    @TempDir private Path folder;

    private Installation installation() {
        return new Installation(folder, folder.resolve("data"));
    }

    private Map<String, Object> read(String program) throws Exception {
        Map<String, Map<String, Object>> document =
                new Yaml().load(Files.readString(installation().configuration(program)));
        return Objects.requireNonNull(document.get("lineage"));
    }

    private static Map<String, Object> signer(String token) {
        return Map.of("socket", "run/" + token + ".sock", "token", token, "shared", true);
    }

    private static Map<String, Object> database(String role) {
        return Map.of(
                "url",
                "jdbc:postgresql://127.0.0.1:9544/lineage",
                "user",
                role,
                "password-file",
                "etc/secrets/" + role);
    }

    @Test
    void theConsoleKnowsThatItIsOfflineAndReachesBothTokens() throws Exception {
        new OfflineConfigurationFiles(installation(), Ports.from(9540)).write();

        assertThat(read("admin-ui"))
                .containsEntry("installation", "offline")
                .containsEntry("database", database("console"))
                .containsEntry(
                        "signers", Map.of("root", signer("root"), "rehearsal", signer("rehearsal")))
                .containsEntry("http", Map.of("host", "127.0.0.1", "port", 9540))
                .containsEntry(
                        "tls",
                        Map.of(
                                "certificate", "credentials/console-tls/certificate.pem",
                                "key", "credentials/console-tls/key.pem"))
                .containsEntry("health-socket", "run/console-health.sock");
        assertThat(read("people"))
                .isEqualTo(
                        Map.of(
                                "installation",
                                "offline",
                                "database",
                                database("core"),
                                "credentials",
                                "credentials"));
        for (var program : new String[] {"admin-ui", "people"}) {
            assertThat(PrivateFiles.isClosedToOthers(installation().configuration(program)))
                    .isTrue();
        }
    }

    @Test
    void aSignerOfASharedTokenIsGivenNoPin() {
        var programs = new Programs(installation(), Ports.defaults());
        var root = programs.sharedSigner(SharedTokenPlace.root(installation()));
        var rehearsal = programs.sharedSigner(SharedTokenPlace.rehearsal(installation()));

        assertThat(root.name()).isEqualTo("signer-root");
        assertThat(((JavaLaunch) root.launch()).arguments())
                .containsSubsequence("--token", "root", "--socket", "run/root.sock")
                .containsSubsequence(
                        "--shared",
                        "--journal",
                        installation().data().resolve("tokens/root/journal").toString())
                .doesNotContain("--pin-fd", "--throw-away");
        assertThat(((JavaLaunch) root.launch()).standardInput()).isNull();
        assertThat(rehearsal.name()).isEqualTo("signer-rehearsal");
        assertThat(((JavaLaunch) rehearsal.launch()).arguments())
                .contains("--shared", "--throw-away");
    }
}
