package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.yaml.snakeyaml.Yaml;

final class ConfigurationFilesTest {

    @TempDir private Path folder;

    private Installation installation() {
        return new Installation(folder, folder.resolve("data"));
    }

    @Test
    void everyProgramFindsWhatItNeeds() throws Exception {
        new ConfigurationFiles(installation(), Ports.from(9540)).write();

        assertThat(read("ocsp-responder"))
                .isEqualTo(
                        Map.of(
                                "database", database("responder"),
                                "signer",
                                        Map.of(
                                                "socket",
                                                "run/responder.sock",
                                                "token",
                                                "responder"),
                                "http", Map.of("host", "127.0.0.1", "port", 9542),
                                "metrics", Map.of("host", "127.0.0.1", "port", 9545)));
        assertThat(read("crl-publisher"))
                .isEqualTo(
                        Map.of(
                                "database", database("publisher"),
                                "folder", "published",
                                "http", Map.of("host", "127.0.0.1", "port", 9543),
                                "metrics",
                                        Map.of(
                                                "host",
                                                "127.0.0.1",
                                                "port",
                                                9546,
                                                "order-key-file",
                                                "etc/secrets/publisher-orders")));
        assertThat(read("ca-core"))
                .containsEntry("database", database("core"))
                .containsEntry("signers", Map.of("issuing", signer("issuing")))
                .containsEntry("http", Map.of("host", "127.0.0.1", "port", 9541))
                .containsEntry("pki", "pki.yml")
                .containsEntry("crl-url", "http://127.0.0.1:9543")
                .containsEntry("ocsp-url", "http://127.0.0.1:9542");
        assertThat(read("admin-ui"))
                .containsEntry("health-socket", "run/console-health.sock")
                .containsEntry(
                        "responders",
                        List.of(
                                Map.of(
                                        "name",
                                        "ocsp-responder",
                                        "metrics-url",
                                        "http://127.0.0.1:9545")))
                .containsEntry(
                        "publishers",
                        List.of(
                                Map.of(
                                        "name",
                                        "crl-publisher",
                                        "operator-url",
                                        "http://127.0.0.1:9546",
                                        "order-key-file",
                                        "etc/secrets/publisher-orders")))
                .containsEntry(
                        "tls",
                        Map.of(
                                "certificate", "credentials/console-tls/certificate.pem",
                                "key", "credentials/console-tls/key.pem"));
        assertThat(read("create-pki"))
                .containsEntry(
                        "signers",
                        Map.of(
                                "issuing", signer("issuing"),
                                "responder", signer("responder"),
                                "root", signer("root")))
                .containsEntry("console-url", "https://127.0.0.1:9540");
    }

    @Test
    void thePublisherIsToldOfTheOperatorsTargets() throws Exception {
        Files.createDirectories(installation().data());
        Files.writeString(installation().data().resolve("targets.yml"), "targets: []\n");

        new ConfigurationFiles(installation(), Ports.from(9540)).write();

        assertThat(read("crl-publisher")).containsEntry("targets-file", "targets.yml");
    }

    @Test
    void onlyTheOwnerReadsThem() throws Exception {
        new ConfigurationFiles(installation(), Ports.defaults()).write();
        try (var files = Files.list(installation().data().resolve("etc"))) {
            for (var file : files.toList()) {
                assertThat(PrivateFiles.isClosedToOthers(file)).isTrue();
            }
        }
    }

    @Test
    void nothingNamesTheRootOnceThePkiExists() throws Exception {
        Files.createDirectories(installation().data());
        Files.createFile(installation().pkiCreatedMarker());

        assertThat(new ConfigurationFiles(installation(), Ports.defaults()).texts())
                .doesNotContainKey("create-pki")
                .allSatisfy((_, text) -> assertThat(text).doesNotContain("root"));
    }

    private static Map<String, Object> signer(String token) {
        return Map.of("socket", "run/" + token + ".sock", "token", token);
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

    private Map<String, Object> read(String program) throws Exception {
        Map<String, Map<String, Object>> document =
                new Yaml().load(Files.readString(installation().configuration(program)));
        return Objects.requireNonNull(document.get("lineage"));
    }
}
