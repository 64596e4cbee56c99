package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;

final class OrphansTest {

    @TempDir private Path folder;
    private Installation installation;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void place() throws Exception {
        installation = new Installation(folder, Files.createDirectory(folder.resolve("data")));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process run(Path data, Path workingFolder) throws Exception {
        var builder = new ProcessBuilder("sleep", "60").directory(workingFolder.toFile());
        new Marker(data).putInto(builder.environment());
        var process = builder.start();
        started.add(process);
        return process;
    }

    @Test
    void whatOutlivedItsSupervisorIsFoundAndEnded() throws Exception {
        var orphan = run(installation.data(), installation.data());

        assertThat(Orphans.of(installation)).extracting(ProcessHandle::pid).contains(orphan.pid());
        assertThat(Orphans.end(installation, Ports.defaults())).isEqualTo(1);

        assertThat(orphan.waitFor()).isNotZero();
        assertThat(Orphans.of(installation)).isEmpty();
    }

    @Test
    void programsOfAnInstallationBesideAreLeftAlone() throws Exception {
        var other = Files.createDirectory(folder.resolve("data2"));
        var neighbour = run(other, other);

        assertThat(Orphans.end(installation, Ports.defaults())).isZero();

        assertThat(neighbour.isAlive()).isTrue();
    }

    @Test
    void aProcessThatWorksElsewhereIsNotOurs() throws Exception {
        var stranger = run(installation.data(), folder);

        assertThat(Orphans.end(installation, Ports.defaults())).isZero();

        assertThat(stranger.isAlive()).isTrue();
    }

    /** The file that names a database server's process, in the folder that it works in. */
    private Path serverFile(String contents) throws Exception {
        var cluster = installation.postgresql().resolve("cluster");
        Files.createDirectories(cluster);
        Files.writeString(cluster.resolve("PG_VERSION"), "18");
        return Files.writeString(cluster.resolve("postmaster.pid"), contents);
    }

    @Test
    void afterALossOfPowerNoStrangerIsTakenForTheDatabase() throws Exception {
        var left = serverFile(ProcessHandle.current().pid() + "\n");

        assertThat(Orphans.end(installation, Ports.defaults())).isZero();

        assertThat(left).doesNotExist();
    }

    @Test
    void whileAnybodyWorksOnTheDatabasesFilesItsServerCountsAsThere() throws Exception {
        var left = serverFile("");
        var backend = run(folder.resolve("data2"), Objects.requireNonNull(left.getParent()));

        assertThat(Orphans.end(installation, Ports.defaults())).isZero();

        assertThat(left).exists();
        assertThat(backend.isAlive()).isTrue();
    }
}
