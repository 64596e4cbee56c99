package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program of an installation, as the system sees it. */
record ProgramProcess(ProcessHandle process) {

    /** By its main class and its working folder. */
    static ProgramProcess find(Installation lineage, String mainClass) {
        return all(lineage, mainClass)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + mainClass + " runs"));
    }

    /** Those in the working folder whose command line has something. */
    static Stream<ProgramProcess> all(Installation lineage, String argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> is(process, lineage, argument))
                .map(ProgramProcess::new);
    }

    /** Kills it (SIGKILL); its supervisor starts another. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static boolean is(ProcessHandle process, Installation lineage, String argument) {
        try {
            var folder = Path.of("/proc/" + process.pid());
            return Files.readString(folder.resolve("cmdline")).contains(argument)
                    && Files.isSameFile(folder.resolve("cwd"), lineage.data());
        } catch (IOException | IllegalArgumentException goneOrForbidden) {
            return false;
        }
    }
}
