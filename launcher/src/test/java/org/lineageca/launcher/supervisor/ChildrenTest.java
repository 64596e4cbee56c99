package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class ChildrenTest {

    @TempDir private Path folder;

    private Program noting(String name) {
        var order = folder.resolve("order");
        var ready = folder.resolve(name + ".ready");
        return ChildTest.shell(
                name,
                "trap 'echo %s >> %s; exit 0' TERM; touch %s; while :; do sleep 0.05; done"
                        .formatted(name, order, ready));
    }

    private Children children() throws Exception {
        var installation = new Installation(folder, folder);
        Files.createDirectories(installation.logs());
        return new Children(installation, InstantSource.system());
    }

    @Test
    void theLastStartedStopsFirst() throws Exception {
        var children = children();
        children.start(List.of(noting("database")));
        children.start(List.of(noting("signer")));
        children.start(List.of(noting("core")));
        await().until(() ->
                List.of("database", "signer", "core").stream()
                        .allMatch(n -> Files.exists(folder.resolve(n + ".ready"))));

        children.stopAll();

        assertThat(folder.resolve("order")).hasContent("core\nsigner\ndatabase\n");
    }

    @Test
    void nothingStartsOnceTheStopHasBegun() throws Exception {
        var children = children();
        children.stopAll();
        assertThatThrownBy(() -> children.start(List.of(noting("late"))))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("is being stopped");
    }

    @Test
    void aRemovedProgramIsStoppedAndForgotten() throws Exception {
        var children = children();
        var root = children.start(List.of(noting("root"))).getFirst();

        children.remove(root);

        assertThat(children.statuses()).isEmpty();
        assertThat(root.status().state()).isEqualTo(ProgramState.STOPPED);
    }
}
