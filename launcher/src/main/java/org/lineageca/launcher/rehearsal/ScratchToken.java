package org.lineageca.launcher.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;
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
    private final Process signer;

    private ScratchToken(Path folder, Process signer) {
        this.folder = folder;
        this.signer = signer;
    }

    static ScratchToken create(Installation installation) throws IOException, RefusedException {
        var folder = Files.createTempDirectory("lineage-rehearsal");
        try {
            PrivateFiles.folder(folder);
            var place = new TokenPlace(LABEL, folder.resolve("token"));
            place.ensure(new Secrets(new SecureRandom()));
            return new ScratchToken(folder, start(installation, folder, place));
        } catch (IOException | RefusedException e) {
            FileTree.delete(folder);
            throw e;
        }
    }

    private static Process start(Installation installation, Path folder, TokenPlace place)
            throws IOException {
        var launch =
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
        return launch.in(folder)
                .redirectInput(place.pinFile().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("signer.log").toFile())
                .start();
    }

    Path folder() {
        return folder;
    }

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
        signer.destroy();
        try {
            if (!signer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                signer.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            signer.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        FileTree.delete(folder);
    }
}
