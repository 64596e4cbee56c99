package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class OneShotRunTest {

    @TempDir private Path folder;
    private Installation installation;
    private Path input;

    @BeforeEach
    void build() throws IOException {
        installation = new Installation(folder, Files.createDirectory(folder.resolve("data")));
        StubProgram.putInto(installation);
        input = Files.writeString(folder.resolve("pin"), "1234");
    }

    private JavaLaunch launch(int exitStatus) {
        return new JavaLaunch(
                installation,
                "stub",
                StubProgram.class.getName(),
                List.of("-Xmx32m"),
                List.of(Integer.toString(exitStatus)),
                Map.of("SOFTHSM2_CONF", "conf"),
                input);
    }

    private OneShotRun run(JavaLaunch launch) {
        return new OneShotRun(launch, log(), "create-pki", "the PKI could not be created");
    }

    private Path log() {
        return folder.resolve("create-pki.log");
    }

    @Test
    void aProgramIsGivenItsFolderItsInputAndNothingOfTheUsersShell() throws Exception {
        var progress = new ArrayList<String>();

        run(launch(0)).run(progress::add);

        assertThat(progress).hasSize(3);
        assertThat(progress.get(0))
                .matches(
                        "variables \\[(HOME, )?LANG, LINEAGE_SUPERVISED, (LOGNAME, )?PATH, SOFTHSM2_CONF(, USER)?\\]");
        assertThat(progress.get(1)).isEqualTo("folder " + installation.data().toRealPath());
        assertThat(progress.get(2)).isEqualTo("input 1234");
        assertThat(log()).content().startsWith("started\n");
    }

    @Test
    void anOperatorsOptionsForItsJvmCountMoreThanOurs() throws Exception {
        Files.createDirectories(installation.javaOptions("all").getParent());
        Files.writeString(installation.javaOptions("all"), "-Xmx16m -Dlineage.stub=all");
        Files.writeString(
                installation.javaOptions("stub"), "# a comment\n-Dlineage.stub=\"its own\"\n");
        Files.writeString(installation.javaOptions("other"), "-Dlineage.stub=another's");
        var command = launch(0).builder().command();

        assertThat(command.indexOf("@" + installation.javaOptions("all")))
                .isGreaterThan(command.indexOf("-Xmx32m"))
                .isLessThan(command.indexOf("@" + installation.javaOptions("stub")));
        assertThat(command).noneMatch(word -> word.contains("other.options"));
        var progress = new ArrayList<String>();
        run(launch(0)).run(progress::add);
        assertThat(progress).contains("chosen its own");
    }

    @Test
    void aFailureSaysTheLastThingTheProgramSaidAndNamesItsLog() {
        assertThatThrownBy(() -> run(launch(3)).run(_ -> {}))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        e -> assertThat(e.failure().log()).isEqualTo(log()))
                .hasMessage(
                        "the PKI could not be created (create-pki ended with status 3): the reason");
    }

    @Test
    void aRunThatWasStoppedBeforeItBeganDoesNotBegin() {
        var run = run(launch(0));
        run.stop();
        assertThatThrownBy(() -> run.run(_ -> {})).isInstanceOf(StartFailedException.class);
        assertThat(log()).doesNotExist();
    }

    @Test
    void aMissingPinIsNamed() throws Exception {
        Files.delete(input);
        assertThatThrownBy(() -> launch(0).start(log()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(input + ", which it reads first, is not there");
    }

    @Test
    void aProgramThatIsNotBuiltIsNamed() {
        assertThatThrownBy(() -> ModuleFiles.built(folder, "absent"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the program absent is not built");
    }
}
