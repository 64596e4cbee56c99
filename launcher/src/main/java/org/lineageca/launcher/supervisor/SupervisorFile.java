package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;

/** The file that names the supervisor's process. */
public record SupervisorFile(Path file) {

    public static SupervisorFile of(Installation installation) {
        return new SupervisorFile(installation.supervisorFile());
    }

    /** The supervisor that runs now, if one does. */
    public Optional<ProcessIdentity> running() throws IOException {
        try {
            return ProcessIdentity.parse(Files.readString(file)).filter(ProcessIdentity::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(ProcessIdentity supervisor) throws IOException {
        PrivateFiles.write(file, supervisor.toString());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
