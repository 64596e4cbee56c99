package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lineageca.hsm.softhsm.SoftHsmToken;

/**
 * Where a SoftHSM token lies whose PIN is in no file, but split among custodians. Its signer makes
 * it, in a ceremony.
 *
 * @param label the token's label
 * @param folder holds softhsm2.conf, the objects and the signer's journal
 * @param isThrowAway whether it is for rehearsals
 */
public record SharedTokenPlace(String label, Path folder, boolean isThrowAway) {

    /** Of the root and of policy CAs. */
    public static SharedTokenPlace root(Installation installation) {
        return new SharedTokenPlace("root", installation.data().resolve("tokens/root"), false);
    }

    public static SharedTokenPlace rehearsal(Installation installation) {
        return new SharedTokenPlace(
                "rehearsal", installation.data().resolve("tokens/rehearsal"), true);
    }

    /** All there are. */
    public static List<SharedTokenPlace> of(Installation installation) {
        return List.of(root(installation), rehearsal(installation));
    }

    /** What the signer was asked to sign, and what it signed. */
    public Path journal() {
        return folder.resolve("journal");
    }

    public Path configurationFile() {
        return folder.resolve("softhsm2.conf");
    }

    /** The token's objects. */
    public Path objects() {
        return folder.resolve("tokens");
    }

    /** Where its signer listens, relative to the installation's folder. */
    public Path socket() {
        return Path.of("run", label + ".sock");
    }

    /** Whether there is a place for the token; the token itself may still have to be made. */
    public boolean isPrepared() {
        return Files.isDirectory(objects());
    }

    /** Makes room for the token; what is there stays. */
    public void prepare() throws IOException {
        PrivateFiles.folderOf(folder);
        PrivateFiles.folder(folder);
        PrivateFiles.folder(objects());
    }

    /** Writes its SoftHSM configuration anew, for the installation's folder may have moved. */
    public void open() {
        if (isPrepared()) {
            SoftHsmToken.open(folder, label);
        }
    }
}
