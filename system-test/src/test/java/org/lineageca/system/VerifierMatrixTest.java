package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What the verifiers on this machine make of each way to change a CA's key, against what is on
 * record in {@code verifier-matrix.txt} and docs/verifiers.md.
 */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class VerifierMatrixTest {

    private static final String RECORD = "verifier-matrix.txt";

    @Test
    void theVerifiersDoWhatIsOnRecord(Installation lineage, @TempDir Path temporary)
            throws IOException {
        var report =
                lineage.shell()
                        .run(rehearse(lineage, temporary, "roll").toArray(String[]::new))
                        .succeeded()
                        .out();
        var recorded = onRecord();
        assertThat(verdicts(report))
                .as(
                        "The verdicts are not those on record. If a new version of a verifier is the reason, record it here and in docs/verifiers.md.%n%nOn record:%n%s%nToday:%n%s",
                        recorded, report)
                .isEqualTo(verdicts(recorded));
        assertThat(report)
                .contains(
                        "A roll to CN=TLS Issuing CA 2026-2,O=Example Organisation is ok with every verifier present.");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aRehearsalThatIsInterruptedLeavesNothing(Installation lineage, @TempDir Path temporary)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(rehearse(lineage, temporary, "roll"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> generatesKeys(temporary));
            assertThat(Processes.of(temporary)).isNotEmpty();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(temporary).isEmptyDirectory();
        await().untilAsserted(() -> assertThat(Processes.of(temporary)).isEmpty());
    }

    /** Whether the program that rehearses has begun, and the signer with it. */
    private static boolean generatesKeys(Path temporary) throws IOException {
        try (var files = Files.walk(temporary)) {
            return files.anyMatch(file -> file.endsWith("errors.log"));
        }
    }

    @Test
    void thePageOnVerifiersShowsTheTableOnRecord() throws IOException {
        var page = Files.readString(Installation.launcher().resolveSibling("docs/verifiers.md"));
        assertThat(page).contains(onRecord().indent(4));
    }

    @Test
    void aReKeyEndsWithStatusOneAndTheVerifiersItFailsWithAreNamed(Installation lineage) {
        var rehearsed = lineage.lineage("ca", "rehearse", "re-key", "tls-servers");
        assertThat(rehearsed.status()).isEqualTo(1);
        assertThat(rehearsed.out())
                .containsPattern(
                        "A re-key of CN=TLS Issuing CA 2026-1,O=Example Organisation fails with GnuTLS [0-9.]+ \\(revoked accepted\\), NSS [0-9.]+ \\(revoked accepted\\)\\.")
                .contains("SEC_ERROR_CRL_UNKNOWN_CRITICAL_EXTENSION");
        assertThat(rehearsed.err()).contains("making a scratch token …");
    }

    @Test
    void verifiersThatAreNotHereAreNamedWithTheirPackage(Installation lineage) throws IOException {
        var programs = Files.createDirectory(lineage.folder().resolve("fewer-programs"));
        try (var all = Files.list(Path.of("/usr/bin"))) {
            for (var program : all.toList()) {
                if (!Set.of("certtool", "certutil").contains(program.getFileName().toString())) {
                    Files.createSymbolicLink(programs.resolve(program.getFileName()), program);
                }
            }
        }
        var rehearsed =
                lineage.shell()
                        .run(
                                "env",
                                "PATH=" + programs,
                                Installation.launcher().toString(),
                                "--data",
                                lineage.data().toString(),
                                "ca",
                                "rehearse",
                                "renew",
                                "officers",
                                "--json")
                        .succeeded();
        var report = new ObjectMapper().readTree(rehearsed.out());
        assertThat(report.path("act").asText()).isEqualTo("renew");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("absent").findValuesAsText("package"))
                .containsExactly("gnutls-bin", "libnss3-tools");
        assertThat(report.path("verifiers").findValuesAsText("name"))
                .containsExactly("OpenSSL", "OpenSSL, chain", "JDK", "JDK, all CAs");
        assertThat(report.path("rows")).hasSize(5);
        assertThat(report.findValues("trials"))
                .hasSize(20)
                .allSatisfy(t -> assertThat(t).hasSize(8));
    }

    private static String onRecord() throws IOException {
        try (var stream =
                Objects.requireNonNull(VerifierMatrixTest.class.getResourceAsStream(RECORD))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The table without the versions: a new one that changes nothing is no difference. */
    private static String verdicts(String report) {
        return report.lines()
                .takeWhile(line -> !line.isBlank())
                .filter(line -> !line.startsWith("version "))
                .collect(Collectors.joining("\n"));
    }

    /** The command, with a temporary folder of its own. */
    private static List<String> rehearse(Installation lineage, Path temporary, String change) {
        return List.of(
                "env",
                "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary,
                Installation.launcher().toString(),
                "--data",
                lineage.data().toString(),
                "ca",
                "rehearse",
                change,
                "tls-servers");
    }
}
