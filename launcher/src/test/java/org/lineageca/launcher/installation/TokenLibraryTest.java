package org.lineageca.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.hsm.softhsm.SoftHsmToken;

final class TokenLibraryTest {

    @TempDir private Path folder;

    @Test
    void whereNobodyNamesAnotherItIsSoftHsm() throws IOException {
        var installation = new Installation(folder, folder);
        assertThat(TokenLibrary.of(installation, "issuing").library())
                .isEqualTo(SoftHsmToken.findLibrary());

        Files.writeString(installation.tokenLibraries(), "responder: {library: /dev/null}");
        assertThat(TokenLibrary.of(installation, "issuing").library())
                .isEqualTo(SoftHsmToken.findLibrary());
    }

    @Test
    void theOperatorsFileNamesAnother() {
        var reached =
                TokenLibrary.parse(
                        """
                        issuing:
                          library: /dev/null
                          slot-list-index: 3
                          workers: 8
                          environment: {VENDOR_CONFIGURATION: /etc/vendor.conf}
                        """,
                        "issuing");

        assertThat(reached.library()).isEqualTo(Path.of("/dev/null"));
        assertThat(reached.slotListIndex()).isEqualTo(3);
        assertThat(reached.workers()).isEqualTo(8);
        assertThat(reached.environment())
                .containsExactly(Map.entry("VENDOR_CONFIGURATION", "/etc/vendor.conf"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuing | it names no token",
                "issuing: 1 | issuing is no mapping",
                "issuing: {} | issuing.library must be",
                "issuing: {library: libvendor.so} | issuing.library must be",
                "issuing: {library: /nowhere.so} | issuing.library must be",
                "issuing: {library: /dev/null, workers: 0} | issuing.workers must be",
                "issuing: {library: /dev/null, slot-list-index: one} | issuing.slot-list-index must be",
                "issuing: {library: /dev/null, environment: none} | issuing.environment must",
                "issuing: {library: /dev/null, pin: 1234} | issuing.pin is not known"
            })
    void whatCannotBeMeantIsRefused(String text, String why) throws IOException {
        var installation = new Installation(folder, folder);
        Files.writeString(installation.tokenLibraries(), text);

        assertThatThrownBy(() -> TokenLibrary.of(installation, "issuing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pkcs11.yml cannot be used: " + why);
    }
}
