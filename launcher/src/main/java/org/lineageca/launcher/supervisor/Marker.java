package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the processes of an installation are known again: a variable in their environment, there from
 * their first instruction on, so that no crash of the supervisor can lose one.
 *
 * @param data the installation's folder
 */
record Marker(Path data) {

    private static final String VARIABLE = "LINEAGE_SUPERVISED";

    void putInto(Map<String, String> environment) {
        environment.put(VARIABLE, data.toString());
    }

    /** The running processes that carry it and work in the installation's folder. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::isOn).toList();
    }

    private boolean isOn(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            // The environment of another user's process cannot be read: it is not ours then.
            var environment =
                    Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1);
            var entry =
                    new String(
                            (VARIABLE + "=" + data).getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1)).contains(entry)
                    && Files.isSameFile(proc.resolve("cwd"), data);
        } catch (IOException notOurs) {
            return false;
        }
    }
}
