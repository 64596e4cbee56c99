package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.transparency.LogList;

class TransparencyWiringTest {

    @TempDir Path folder;

    @Test
    void withoutAFileThereAreNoLogs() {
        assertThat(TransparencyWiring.read(folder.resolve("none.yml"))).isEqualTo(LogList.NONE);
    }

    @Test
    void aMistakeIsToldWithFileLineAndColumn() throws IOException {
        var file = Files.writeString(folder.resolve("logs.yml"), "logs:\n  - name: Example\n");
        assertThatThrownBy(() -> TransparencyWiring.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 2, column 5");
    }
}
