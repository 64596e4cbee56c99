package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.profile.ReadyMade;

class CheckProfileTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... arguments) {
        out.reset();
        err.reset();
        return CheckProfile.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aDocumentIsSaidInWords() throws Exception {
        var file = Files.writeString(folder.resolve("p.yaml"), ReadyMade.TLS_SERVER.yaml());
        assertThat(run("", "check", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(file + ": version 1 of profile tls-server\n")
                .contains("validity            90 days")
                .contains("alternative names   dns, ip; 1 to 100; wildcards");
    }

    @Test
    void whatIsWrongIsSaidWithLineAndColumnAsCompilersDo() {
        var wrong = ReadyMade.TLS_SERVER.yaml().replace("validity: 90d", "validity: ninety");
        assertThat(run(wrong, "check", "-")).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .matches("-:\\d+:11: profile\\.validity \\(line \\d+, column 11\\): .*\n");
    }

    @Test
    void aReadyMadeDocumentIsPrintedAsItIs() {
        assertThat(run("", "example", "s-mime")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(ReadyMade.S_MIME.yaml());
        assertThat(run("", "example", "nothing")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there are root, policy-ca");
    }

    @Test
    void whatCannotBeReadIsAWrongUsage() {
        assertThat(run("", "check", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("", "check")).isEqualTo(2);
        assertThat(run("", "paint", "it")).isEqualTo(2);
    }
}
