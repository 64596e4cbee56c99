package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusFileTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path folder;

    private static Status sample() {
        return new Status(
                new ProcessIdentity(12, 3456),
                Phase.RUNNING,
                List.of(
                        new Step(
                                "database", Step.Outcome.DONE, "on 8444", Duration.ofMillis(1300))),
                List.of(new Failure("it \"failed\"\nfor ü", Path.of("log/a.log"))),
                List.of(
                        new ProgramStatus(
                                "ca-core", ProgramState.HEALTHY, "a:1", 77L, NOW, 2, NOW, ""),
                        ProgramStatus.stopped("admin-ui", "a:2", NOW)));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var file = new StatusFile(folder.resolve("status"));
        file.write(sample());
        assertThat(file.read()).contains(sample());
    }

    @Test
    void noFileIsNoStatus() throws Exception {
        assertThat(new StatusFile(folder.resolve("status")).read()).isEmpty();
    }

    @Test
    void aFileThatIsNoStatusIsAnError() throws Exception {
        var file = Files.writeString(folder.resolve("status"), "{\"phase\": \"dreaming\"}");
        assertThatThrownBy(() -> new StatusFile(file).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void onlyARunningInstallationWithoutFaultIsHealthy() {
        var healthy = sample().programs().getFirst();
        assertThat(sample().allHealthy()).isFalse();
        assertThat(
                        new Status(null, Phase.RUNNING, List.of(), List.of(), List.of(healthy))
                                .allHealthy())
                .isTrue();
        assertThat(
                        new Status(null, Phase.STARTING, List.of(), List.of(), List.of(healthy))
                                .allHealthy())
                .isFalse();
        assertThat(new Status(null, Phase.RUNNING, List.of(), List.of(), List.of()).allHealthy())
                .isFalse();
    }

    @Test
    void aProcessIsKnownByItsStartToo() throws Exception {
        var self = ProcessIdentity.current();
        assertThat(self.isAlive()).isTrue();
        assertThat(ProcessIdentity.parse(self.toString())).contains(self);
        assertThat(new ProcessIdentity(self.pid(), self.startTicks() - 1).isAlive()).isFalse();
        assertThat(ProcessIdentity.parse("")).isEmpty();
    }
}
