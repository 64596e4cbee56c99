package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Option;

/** Which officer acts: a decision is a person's, not the machine's. */
public final class OfficerOption {

    public static final String FIRST = "officer";
    static final String SECOND = "second-officer";

    @Option(
            names = "--as",
            paramLabel = "FOLDER",
            description = {
                "Your credential: a folder with certificate.pem and key.pem, or the name of one in credentials",
                "(default: officer; of approve: second-officer)."
            })
    private @Nullable String folder;

    /**
     * The service, as this officer sees it.
     *
     * @param usual the credential where none is named
     */
    public CoreClient core(Installation installation, String usual)
            throws IOException, RefusedException, ServiceUnreachableException {
        return CoreClient.as(installation, credential(installation, usual));
    }

    private Path credential(Installation installation, String usual) {
        if (folder == null) {
            return installation.credential(usual);
        }
        var given = Path.of(folder);
        return Files.isDirectory(given) || given.getNameCount() > 1
                ? given.toAbsolutePath()
                : installation.credential(folder);
    }
}
