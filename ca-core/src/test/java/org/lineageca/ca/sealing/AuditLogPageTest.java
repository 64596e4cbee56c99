package org.lineageca.ca.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/auditors.md tells people to do with the proof of an event works as it stands there. */
final class AuditLogPageTest {

    private static AuditTrail trail;

    @TempDir private Path folder;

    @BeforeAll
    static void sealSomeEvents() {
        trail = new AuditTrail();
        trail.write(300);
        trail.seal();
    }

    private String follow(String proof) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("event.tlog-proof"), proof);
        Files.writeString(folder.resolve("audit-key.txt"), trail.key().verifier().line() + "\n");
        var page = Files.readString(Path.of("..", "docs", "auditors.md"));
        var commands =
                page.substring(
                                page.indexOf("### One event, without the program"),
                                page.indexOf("## Ceremonies"))
                        .lines()
                        .filter(line -> line.startsWith("    "))
                        .map(line -> line.substring(4))
                        .collect(Collectors.joining("\n", "set -o pipefail\n", "\n"));
        var script = Files.writeString(folder.resolve("commands"), commands);
        var process =
                new ProcessBuilder("bash", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static String proof(long sequence) {
        return trail.read().inclusion(AuditTrail.AUDITOR, sequence).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 256, 300, 301})
    void anEventIsProvenWithOpensslAndTheCoreutils(long sequence) throws Exception {
        assertThat(follow(proof(sequence)))
                .contains("Verified OK")
                .contains("\"sequence\":" + sequence + "}")
                .contains("the event is in the log");
    }

    @Test
    void aProofOfAnotherPlaceIsNone() throws Exception {
        assertThat(follow(proof(17).replace("index 16", "index 17")))
                .contains("Verified OK")
                .contains("it is NOT in the log");
    }

    @Test
    void aCheckpointThatWasChangedIsSeen() throws Exception {
        assertThat(follow(proof(17).replace("\n301\n", "\n302\n")))
                .contains("Verification failure");
    }
}
