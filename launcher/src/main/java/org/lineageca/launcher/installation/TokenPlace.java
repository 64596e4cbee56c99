package org.lineageca.launcher.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.lineageca.hsm.softhsm.SoftHsmToken;

/**
 * Where one SoftHSM token and its PIN lie.
 *
 * @param label the token's label
 * @param folder holds softhsm2.conf, the objects and the PIN files
 */
public record TokenPlace(String label, Path folder) {

    public static TokenPlace issuing(Installation installation) {
        return new TokenPlace("issuing", installation.data().resolve("tokens/issuing"));
    }

    public static TokenPlace responder(Installation installation) {
        return new TokenPlace("responder", installation.data().resolve("tokens/responder"));
    }

    /** The root's: only the making of the PKI and ceremonies use it. */
    public static TokenPlace root(Installation installation) {
        return new TokenPlace("root", installation.data().resolve("offline/root"));
    }

    public Path pinFile() {
        return folder.resolve("pin");
    }

    public Path securityOfficerPinFile() {
        return folder.resolve("so-pin");
    }

    public Path configurationFile() {
        return folder.resolve("softhsm2.conf");
    }

    /** Where the signer of this token listens, relative to the installation's folder. */
    public Path socket() {
        return Path.of("run", label + ".sock");
    }

    public boolean isComplete() {
        return Files.exists(pinFile());
    }

    /**
     * Writes its SoftHSM configuration anew, for the installation's folder may have moved.
     *
     * @return whether the token is there
     */
    public boolean open() {
        if (!Files.isDirectory(folder.resolve("tokens"))) {
            return false;
        }
        SoftHsmToken.open(folder, label);
        return true;
    }

    /** Makes the token unless it is there; to be called before any key can have been made on it. */
    public void ensure(Secrets secrets) throws IOException, RefusedException {
        if (isComplete()) {
            return;
        }
        // The PIN is written last: a folder without it is a token whose making was interrupted.
        FileTree.delete(folder);
        PrivateFiles.folderOf(folder);
        PrivateFiles.folder(folder);
        var securityOfficerPin = secrets.create();
        var pin = secrets.create();
        try {
            PrivateFiles.write(securityOfficerPinFile(), new String(securityOfficerPin));
            SoftHsmToken.create(folder, label, securityOfficerPin, pin);
            PrivateFiles.write(pinFile(), new String(pin));
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(securityOfficerPin, '\0');
            Arrays.fill(pin, '\0');
        }
    }
}
