package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;

final class RecoveryTest {

    private static final Recovery.Plan PLAN =
            new Recovery.Plan(List.of(), "00ff", "aardvark Zulu blowtorch");

    @TempDir private Path folder;

    @Test
    void wordsOrTheWholeDigestAreReadBackInAnyWritingAndNothingElse() {
        assertThat(PLAN.isReadBack("  AARDVARK  zulu\tblowtorch ")).isTrue();
        assertThat(PLAN.isReadBack("00FF")).isTrue();
        assertThat(PLAN.isReadBack("aardvark zulu")).isFalse();
        assertThat(PLAN.isReadBack("00")).isFalse();
        assertThat(PLAN.isReadBack("")).isFalse();
    }

    @Test
    void itNeedsAnInstallationThatRuns() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        assertThatThrownBy(() -> Recovery.prepare(installation))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no installation");
    }
}
