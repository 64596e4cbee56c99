package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.signer.SignerMain;
import org.lineageca.hsm.softhsm.RecordedClasses;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.hsm.softhsm.TemporaryToken;

class SignerProgramTest {

    private static final String PIN = "1234-user";

    @TempDir private Path folder = Path.of("");

    private Path socket = Path.of("");

    @BeforeEach
    void placeSocket() {
        socket = folder.resolve("run/signer.sock");
    }

    @Test
    void aWrongPinEndsItWithStatus4AndThePinIsNotShown() throws Exception {
        var token = create("issuing");

        var result = signer(token, "issuing").withInput("not-the-pin\n").run();

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.output())
                .contains("token 'issuing' refused the PIN")
                .doesNotContain("not-the-pin")
                .doesNotContain("\tat ");
        assertThat(socket).doesNotExist();
    }

    @Test
    void aMissingPinEndsIt() throws Exception {
        var result = signer(create("issuing"), "issuing").withInput("\n").run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("No PIN came from file descriptor 0");
    }

    @Test
    void aMissingTokenEndsItWithStatus3() throws Exception {
        var token = create("issuing");
        Files.move(token.objects(), folder.resolve("away"));

        var result = signer(token, "issuing").withInput(PIN).run();

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output())
                .contains("HSM token 'issuing' cannot be used in slot index 0 of ")
                .contains(token.library().toString())
                .contains("start again")
                .doesNotContain("\tat ");
    }

    @Test
    void anEmptyTokenFolderEndsItWithStatus3() throws Exception {
        var token = create("issuing");
        Files.move(token.objects(), folder.resolve("away"));
        Files.createDirectory(token.objects());

        assertThat(signer(token, "issuing").withInput(PIN).run().status()).isEqualTo(3);
    }

    @Test
    void anotherTokenInTheSlotIsRefusedBeforeItSeesThePin() throws Exception {
        var result = signer(create("other"), "issuing").withInput("not-the-pin").run();

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output()).contains("the token there is labelled 'other'");
    }

    @Test
    void aMissingLibraryEndsItWithStatus3() throws Exception {
        var line = line("issuing", Path.of("/nowhere/libhsm.so"));

        var result = Command.of(line.toArray(String[]::new)).withInput(PIN).run();

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output()).contains("/nowhere/libhsm.so");
    }

    @Test
    void aFileThatIsNoLibraryEndsItWithStatus3() throws Exception {
        var file = Files.writeString(folder.resolve("lib.so"), "no library");

        var result = Command.of(line("issuing", file).toArray(String[]::new)).withInput(PIN).run();

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output()).contains("lib.so");
    }

    @Test
    void aFolderOpenToOthersIsRefused() throws Exception {
        Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(
                folder.resolve("run"), PosixFilePermissions.fromString("rwxr-x---"));

        var result = signer(create("issuing"), "issuing").withInput(PIN).run();

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.output()).contains("is open to others (rwxr-x---)").contains("chmod 700");
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(socket, "precious");

        var result = signer(create("issuing"), "issuing").withInput(PIN).run();

        assertThat(result.status()).isEqualTo(5);
        assertThat(socket).hasContent("precious");
    }

    @Test
    void theSocketOfALivingSignerIsRefusedAndThatOfAKilledOneReplaced() throws Exception {
        try (var running = TemporaryToken.start("issuing")) {
            socket = running.socket();
            assertThat(permissions(socket)).isEqualTo("rw-------");
            assertThat(permissions(folderOf(socket))).isEqualTo("rwx------");

            var result = signer(running.token(), "issuing").withInput(running.pin()).run();

            assertThat(result.status()).isEqualTo(5);
            assertThat(result.output()).contains("Another signer serves " + socket);
            running.killSigner();
            running.awaitSigner();
            assertThat(permissions(socket)).isEqualTo("rw-------");
        }
    }

    @Test
    void aStaleSocketIsReplaced() throws Exception {
        try (var running = TemporaryToken.start("issuing")) {
            var process = running.process();
            running.lose();
            process.onExit().join();
            running.killSigner();
            Files.deleteIfExists(running.socket());
            // As a signer leaves it that had no time to remove it.
            try (var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                stale.bind(UnixDomainSocketAddress.of(running.socket()));
            }
            running.restore();
            running.awaitSigner();
        }
    }

    @Test
    void anotherUserIsRefusedEvenWhereTheFilesLetHimIn() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        try (var running = TemporaryToken.start("issuing")) {
            var run = folderOf(running.socket());
            for (var path : List.of(folderOf(run), run, running.socket())) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            Command.of(
                            "setpriv",
                            "--reuid=nobody",
                            "--clear-groups",
                            "openssl",
                            "s_client",
                            "-unix",
                            running.socket().toString())
                    .run();

            assertThat(running.log()).contains("refused a connection of user nobody");
            running.awaitSigner();
        }
    }

    @Test
    void itEndsInOrderWhenAskedTo() {
        try (var running = TemporaryToken.start("issuing")) {
            var process = running.process();
            process.destroy();
            process.onExit().join();
            // The next one signs only after the one before was noted.
            running.awaitSigner();
            assertThat(running.exitStatuses()).contains(143);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--throw-away", "--share-sets=record", "--shared"})
    void optionsThatDoNotGoTogetherEndIt(String option) throws Exception {
        var token = create("issuing");
        var line = line("issuing", token.library());
        line.add(option);

        var result = Command.of(line.toArray(String[]::new)).withInput(PIN).run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("--shared");
    }

    @Test
    void theRecordOfAnotherTokenEndsIt() throws Exception {
        var token = SoftHsmToken.blank(folder.resolve("token"), "root");
        Files.writeString(
                folder.resolve("token/share-sets"),
                "lineage-share-sets 1\ntoken other\nkind kept\n");

        var result = shared(token).run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("token 'other'").contains("token 'root'");
    }

    @Test
    void aJournalThatCannotBeReadEndsIt() throws Exception {
        var token = SoftHsmToken.blank(folder.resolve("token"), "root");
        Files.writeString(folder.resolve("journal"), "nonsense\n");

        var result = shared(token, "--journal", folder.resolve("journal").toString()).run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("line 1 of the journal");
    }

    @Test
    void helpNamesEveryOptionAndExitStatus() throws Exception {
        var line = line("issuing", Path.of("/nowhere/libhsm.so"));
        line.add("--help");

        var result = Command.of(line.toArray(String[]::new)).run();

        assertThat(result.status()).isZero();
        assertThat(result.output())
                .contains(
                        "--library",
                        "--token",
                        "--slot-list-index",
                        "--socket",
                        "--pin-fd",
                        "--workers",
                        "--shared",
                        "--throw-away",
                        "--share-sets",
                        "--journal",
                        "--checkpoints",
                        "the token refused the PIN",
                        "deactivated");
    }

    private SoftHsmToken create(String label) {
        return SoftHsmToken.create(
                folder.resolve("token"), label, "officer".toCharArray(), PIN.toCharArray());
    }

    private Command signer(SoftHsmToken token, String label) {
        return Command.of(line(label, token.library()).toArray(String[]::new))
                .with(SoftHsmToken.CONFIGURATION_VARIABLE, token.configFile().toString());
    }

    private List<String> line(String label, Path library) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(RecordedClasses.options());
        line.add(SignerMain.class.getName());
        line.addAll(List.of("--library", library.toString(), "--token", label));
        line.addAll(List.of("--socket", socket.toString(), "--pin-fd", "0"));
        return line;
    }

    private Command shared(SoftHsmToken token, String... options) {
        var line = line(token.label(), token.library());
        line.removeAll(List.of("--pin-fd", "0"));
        line.add("--shared");
        line.addAll(List.of(options));
        return Command.of(line.toArray(String[]::new))
                .with(SoftHsmToken.CONFIGURATION_VARIABLE, token.configFile().toString());
    }

    private static Path folderOf(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
