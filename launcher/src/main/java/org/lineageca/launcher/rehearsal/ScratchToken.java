package org.lineageca.launcher.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.launcher.installation.TokenPlace;
import org.lineageca.launcher.supervisor.ProgramFiles;

/**
 * A token in a temporary folder and its signer, both gone when closed. Nothing of the installation
 * is touched but its programs, which are read.
 */
final class ScratchToken implements AutoCloseable {

    private static final String LABEL = "rehearsal";

    /** Relative to the folder: the path of a socket has at most 107 bytes. */
    private static final Path SOCKET = Path.of("run", "signer.sock");

    private static final long PATIENCE_SECONDS = 5;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread interrupted = new Thread(this::closeInterrupted);
    private boolean closed;

    private ScratchToken(Path folder) {
        this.folder = folder;
    }

    /** Makes it; from its first file on it is removed even if this program is interrupted. */
    static ScratchToken create(Installation installation) throws IOException, RefusedException {
        var token = new ScratchToken(Files.createTempDirectory("lineage-rehearsal"));
        Runtime.getRuntime().addShutdownHook(token.interrupted);
        try {
            token.start(installation);
            return token;
        } catch (IOException | RefusedException e) {
            token.close();
            throw e;
        }
    }

    private void start(Installation installation) throws IOException, RefusedException {
        var place = new TokenPlace(LABEL, folder.resolve("token"));
        place.ensure(new Secrets(new SecureRandom()));
        var signer =
                new ScratchLaunch(
                        ProgramFiles.of(installation, "hsm").classPath(),
                        "org.lineageca.hsm.signer.SignerMain",
                        List.of(
                                "--library",
                                SoftHsmToken.findLibrary().toString(),
                                "--token",
                                LABEL,
                                "--socket",
                                SOCKET.toString(),
                                "--pin-fd",
                                "0"),
                        Map.of(
                                SoftHsmToken.CONFIGURATION_VARIABLE,
                                place.configurationFile().toString()));
        launch(
                signer.in(folder)
                        .redirectInput(place.pinFile().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("signer.log").toFile()));
    }

    /** Starts a process that ends with this token. */
    synchronized Process launch(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("the rehearsal was interrupted");
        }
        var process = builder.start();
        processes.add(process);
        return process;
    }

    /** For the files of the rehearsal; only its owner may open it. */
    Path folder() {
        return folder;
    }

    /** Relative to the folder. */
    Path socket() {
        return SOCKET;
    }

    String label() {
        return LABEL;
    }

    /** What its signer has said so far. */
    String log() throws IOException {
        return Files.readString(folder.resolve("signer.log"));
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        // The verifiers that run now are not ended with the program that started them.
        var verifiers = processes.stream().flatMap(Process::descendants).toList();
        processes.forEach(Process::destroy);
        for (var process : processes) {
            awaitEnd(process);
        }
        for (var verifier : verifiers) {
            verifier.destroyForcibly();
            verifier.onExit().join();
        }
        FileTree.delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException atWork) {
            return; // it is the hook that closes
        }
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void closeInterrupted() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("lineage: " + folder + " was not removed: " + e.getMessage());
        }
    }
}
