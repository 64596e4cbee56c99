package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program of an installation, as the system sees it. */
record ProgramProcess(ProcessHandle process) {

    /** By its main class and its working folder. */
    static ProgramProcess find(Installation lineage, String mainClass) {
        return ProcessHandle.allProcesses()
                .filter(process -> is(process, lineage, mainClass))
                .findFirst()
                .map(ProgramProcess::new)
                .orElseThrow(() -> new IllegalStateException("no " + mainClass + " runs"));
    }

    /** Kills it (SIGKILL); its supervisor starts another. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static boolean is(ProcessHandle process, Installation lineage, String mainClass) {
        try {
            var folder = Path.of("/proc/" + process.pid());
            return Files.readString(folder.resolve("cmdline")).contains(mainClass)
                    && Files.isSameFile(folder.resolve("cwd"), lineage.data());
        } catch (IOException | IllegalArgumentException goneOrForbidden) {
            return false;
        }
    }
}
