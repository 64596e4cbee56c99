package org.lineageca.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.octets.Octets;

/** What docs/auditors.md tells people to do without the program works as it stands there. */
final class AuditorsPageTest {

    private static SoftwareKeys keys;
    private static RecordFile record;

    @TempDir private Path folder;

    @BeforeAll
    static void playACeremony() {
        keys = new SoftwareKeys(21);
        var script = CeremonyScript.read(Scripts.CREATION);
        record =
                SoftwareRun.real(
                                CeremonyPlan.of(script, Scripts.nothing(script, new Random(21))),
                                keys)
                        .record();
    }

    private record Answer(int status, String text) {}

    private Answer follow(Octets file) throws IOException, InterruptedException {
        Files.write(folder.resolve("record.jsonl"), file.toArray());
        var page = Files.readString(Path.of("..", "docs", "auditors.md"));
        var commands =
                page.substring(page.indexOf("## Without the program"))
                        .lines()
                        .filter(line -> line.startsWith("    "))
                        .map(line -> line.substring(4))
                        .collect(Collectors.joining("\n", "set -e -o pipefail\n", "\n"));
        var script = Files.writeString(folder.resolve("commands"), commands);
        var process =
                new ProcessBuilder("bash", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    @Test
    void aRecordIsCheckedWithOpensslAndTheCoreutils() throws Exception {
        var answer = follow(record.octets());

        assertThat(answer.status()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains(keys.exchangeKey().sha256() + "  exchange-key.der")
                .contains("Verified OK")
                .contains("the last entry is " + record.entries().getLast().sha256())
                .contains(record.plan().digest().toHex())
                .contains(record.plan().script().sha256() + "  -")
                .contains("step-4.pem: OK")
                .contains("step-6.pem: OK")
                .contains("verify OK")
                .contains("subject=O = Example, CN = Example Policy P1")
                .doesNotContain("broken");
        for (var entry : record.entries()) {
            if (entry.event() instanceof TranscriptEvent.Prepared(var step, var sha256)
                    && step < 11) {
                assertThat(answer.text()).contains("step " + step + " signed " + sha256);
            }
        }
    }

    @Test
    void anEntryThatWasChangedIsFoundSo() throws Exception {
        var text = new String(record.octets().toArray(), StandardCharsets.UTF_8);
        var tampered = text.replaceFirst("\"initials\":\"W\"", "\"initials\":\"X\"");

        var answer = follow(Octets.of(tampered.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.text()).contains("broken before entry 19");
    }

    @Test
    void aSignatureByAnotherKeyIsFoundSo() throws Exception {
        var other =
                new RecordFile(
                        record.script(),
                        record.record(),
                        new SoftwareKeys(22).exchangeKey(),
                        record.signature(),
                        record.entries());

        var answer = follow(other.octets());

        assertThat(answer.status()).isNotZero();
        assertThat(answer.text()).contains("Verification failure");
    }
}
