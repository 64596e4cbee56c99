package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.softhsm.TemporaryToken;

class PinTest {

    @Test
    void aSignerAtWorkHoldsNoCopyOfThePin(@TempDir Path folder) throws Exception {
        try (var token = TemporaryToken.start("pin")) {
            token.signer().generate("a", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            var dump = folder.resolve("signer.hprof");
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var pid = Long.toString(token.process().pid());

            // -all: also what the collector has not yet taken away.
            var result = Command.of(jcmd, pid, "GC.heap_dump", "-all", dump.toString()).run();

            assertThat(result.status()).as(result.output()).isZero();
            var heap = new String(Files.readAllBytes(dump), StandardCharsets.ISO_8859_1);
            assertThat(heap.contains("Lineage")).as("the dump can be searched").isTrue();
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
                assertThat(heap.contains(bytes(token.pin(), charset)))
                        .as("PIN in %s", charset)
                        .isFalse();
            }
            assertThat(heap.contains(bytes(token.pin(), StandardCharsets.UTF_16LE))).isFalse();
            assertThat(token.log()).doesNotContain(token.pin());
            assertThat(token.process().info().commandLine().orElse("")).doesNotContain(token.pin());
            assertThat(Path.of("/proc", pid, "environ"))
                    .content(StandardCharsets.ISO_8859_1)
                    .doesNotContain(token.pin());
        }
    }

    /** The octets of a text, each as one character. */
    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
