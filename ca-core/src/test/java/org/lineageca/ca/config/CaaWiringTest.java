package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaaWiringTest {

    @TempDir Path folder;

    @Test
    void withoutAFileNobodyIsAsked() {
        assertThat(CaaWiring.read(folder.resolve("none.yml"))).isEmpty();
        try (var asking = new CaaWiring().asking(new Settings.Caa(folder.resolve("none.yml")))) {
            assertThat(asking.lookup()).isNull();
        }
    }

    @Test
    void withAFileItsResolverIsAsked() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("caa.yml"),
                        "resolver: 127.0.0.1:53\nidentities: [ca.example.net]\n");
        try (var asking = new CaaWiring().asking(new Settings.Caa(file))) {
            assertThat(asking.lookup()).isNotNull();
        }
    }

    @Test
    void aMistakeIsToldWithFileLineAndColumn() throws IOException {
        var file = Files.writeString(folder.resolve("caa.yml"), "resolver: dns.example:53\n");
        assertThatThrownBy(() -> CaaWiring.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 1, column ");
    }
}
