package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.softhsm.SoftHsmToken;

class SoftHsmTokenTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void theTokenLiesInAPrivateFolderWithItsConfiguration() throws Exception {
        var token = create("issuing");

        assertThat(token.configFile())
                .isEqualTo(folder.resolve("token/softhsm2.conf"))
                .content()
                .contains("directories.tokendir = " + folder.resolve("token/tokens") + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token.objects())))
                .isEqualTo("rwx------");
        var shown =
                Command.of("softhsm2-util", "--show-slots")
                        .with("SOFTHSM2_CONF", token.configFile().toString())
                        .run();
        assertThat(shown.output())
                .containsPattern("Label: +issuing")
                .containsPattern("User PIN init.: +yes");
    }

    @Test
    void creatingItTwiceKeepsTheFirst() throws Exception {
        var before = objects(create("issuing"));

        assertThat(objects(create("issuing"))).isEqualTo(before);
    }

    @Test
    void whatACrashLeftIsMadeAnew() throws Exception {
        Files.createDirectories(folder.resolve("token/tokens.making/tokens/half"));
        Files.writeString(folder.resolve("token/pin"), "kept");

        var token = create("issuing");

        assertThat(objects(token)).hasSize(1);
        assertThat(folder.resolve("token/tokens.making")).doesNotExist();
        assertThat(folder.resolve("token/pin")).hasContent("kept");
    }

    @Test
    void aFolderThatMovedIsOpened() throws Exception {
        create("issuing");
        var moved = Files.move(folder.resolve("token"), folder.resolve("moved"));

        var token = SoftHsmToken.open(moved, "issuing");

        assertThat(token.configFile()).content().contains(moved.resolve("tokens").toString());
    }

    @Test
    void thereIsNothingToOpenInAnEmptyFolder() {
        assertThatThrownBy(() -> SoftHsmToken.open(folder, "issuing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no SoftHSM token in " + folder);
    }

    @Test
    void pinsOfTheWrongLengthAreRefusedAndNothingIsLeft() {
        for (var pin : new String[] {"", "123", "1".repeat(256)}) {
            assertThatThrownBy(() ->
                            SoftHsmToken.create(
                                    folder.resolve("token"),
                                    "issuing",
                                    "officer".toCharArray(),
                                    pin.toCharArray()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("a PIN has 4 to 255 bytes");
            assertThat(folder.resolve("token/tokens")).doesNotExist();
        }
    }

    @Test
    void labelsThatDoNotFitTheTokenAreRefused() {
        for (var label : new String[] {"", "x".repeat(33), "ä".repeat(17)}) {
            assertThatThrownBy(() -> create(label)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private SoftHsmToken create(String label) {
        return SoftHsmToken.create(
                folder.resolve("token"), label, "officer".toCharArray(), "user".toCharArray());
    }

    private static java.util.List<String> objects(SoftHsmToken token) throws Exception {
        try (var list = Files.list(token.objects())) {
            return list.map(Path::getFileName).map(String::valueOf).toList();
        }
    }
}
