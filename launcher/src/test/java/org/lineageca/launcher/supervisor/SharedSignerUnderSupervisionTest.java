package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.IssuedShare;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.launcher.health.SharedSignerProbe;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.SharedTokenPlace;

/** A real signer of a shared token, as an offline installation keeps it running. */
final class SharedSignerUnderSupervisionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private Child child;
    private SocketSigner signer;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        PrivateFiles.folder(installation.run());
        var place = SharedTokenPlace.root(installation);
        place.prepare();
        place.open();
        var socket = installation.data().resolve(place.socket());
        var planned = new Programs(installation, Ports.defaults()).sharedSigner(place);
        var supervised =
                new Program(
                        planned.name(),
                        planned.address(),
                        log -> fromTheTestsClassPath((JavaLaunch) planned.launch(), log),
                        new SharedSignerProbe(place.label(), socket),
                        planned.backoff(),
                        planned.patience(),
                        planned.stopSignal(),
                        planned.hopeless(),
                        planned.inOrder());
        child = new Child(supervised, folder.resolve("log"), InstantSource.system(), () -> {});
        signer = SocketSigner.of(socket, place.label(), PATIENCE);
        child.start();
    }

    private static Process fromTheTestsClassPath(JavaLaunch launch, Path log) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                launch.mainClass()));
        command.addAll(launch.arguments());
        var builder =
                new ProcessBuilder(command)
                        .directory(launch.installation().data().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        signer.close();
        child.stop(Duration.ofSeconds(10));
    }

    private void awaitHealthy(String detail) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() ->
                        child.status().state() == ProgramState.HEALTHY
                                && child.status().detail().startsWith(detail));
    }

    private void offer(IssuedShare share) {
        var text = ((IssuedShare.Card) share).text();
        signer.offer(ShareSeal.seal(text, signer.status().oneTimePublicKey()));
    }

    @Test
    void itIsHealthyWhileBlankLockedAndActiveAndBackAtOnceWhenDeactivated() {
        awaitHealthy("blank");
        var shares =
                signer.propose(
                        2,
                        List.of(
                                new ShareRecipient("one", null),
                                new ShareRecipient("two", null),
                                new ShareRecipient("three", null)));
        shares.forEach(this::offer);
        assertThat(signer.status().state()).isEqualTo(ShareStatus.State.ACTIVE);
        awaitHealthy("active");
        var pid = child.status().pid();

        signer.deactivate();

        awaitHealthy("locked: 0 of the 2 shares");
        assertThat(child.status().pid()).isNotEqualTo(pid);
        assertThat(child.status().restarts()).isZero();
        offer(shares.getLast());
        awaitHealthy("locked: 1 of the 2 shares");
        offer(shares.getFirst());
        awaitHealthy("active");
    }
}
