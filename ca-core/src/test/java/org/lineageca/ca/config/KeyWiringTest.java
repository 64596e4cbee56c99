package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWiringTest {

    @TempDir private Path folder;

    @Test
    void listsAreReadFromTheFolderThatIsNamedOrBesideTheProgram() {
        try (var context = ApplicationContext.run()) {
            assertThat(context.getBean(Settings.Keys.class).knownModuli())
                    .isEqualTo(Path.of("known-moduli"));
        }
        try (var context =
                ApplicationContext.run(Map.of("lineage.known-moduli", folder.toString()))) {
            assertThat(context.getBean(Settings.Keys.class).knownModuli()).isEqualTo(folder);
        }
    }

    @Test
    void allListsOfAFolderAreTakenTogether() throws Exception {
        assertThat(KeyWiring.knownModuli(folder.resolve("none")).size()).isZero();
        Files.writeString(folder.resolve("blacklist.RSA-2048"), "# 2048\n" + "0a".repeat(10));
        Files.writeString(folder.resolve("blacklist.RSA-4096"), "0b".repeat(10) + "\n");
        assertThat(KeyWiring.knownModuli(folder).size()).isEqualTo(2);
        Files.writeString(folder.resolve("wrong"), "hello");
        assertThatThrownBy(() -> KeyWiring.knownModuli(folder))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("hello");
    }
}
