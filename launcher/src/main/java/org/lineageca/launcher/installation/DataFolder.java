package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Making an installation's folder, or seeing that an existing one is ours. */
public final class DataFolder {

    private DataFolder() {}

    /** Makes it if need be and closes it to other users. */
    public static void prepare(Installation installation) throws IOException, RefusedException {
        var data = installation.data();
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new RefusedException(
                    "%s is not a folder. Nothing was started. Name another with --data."
                            .formatted(data));
        }
        if (Files.exists(data)) {
            refuseForeign(data);
        }
        try {
            if (DatabasePlace.isRoot()) {
                // PostgreSQL works as another user below it.
                PrivateFiles.passableFolder(data);
            } else {
                PrivateFiles.folder(data);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be made: %s. Nothing was started. Name another folder with --data."
                            .formatted(data, e),
                    e);
        }
    }

    private static void refuseForeign(Path data) throws IOException, RefusedException {
        var owner = Files.getOwner(data).getName();
        var user = System.getProperty("user.name");
        if (!owner.equals(user)) {
            throw new RefusedException(
                    "%s belongs to %s, and this is %s. Nothing was done. Work as %s, or name another folder with --data."
                            .formatted(data, owner, user, owner));
        }
    }
}
