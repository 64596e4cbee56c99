package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the programs' log files from growing without end: a file over {@code limit} is copied to
 * {@code <name>.1} and emptied. The programs append, so they need not know.
 *
 * @param folder the log files
 * @param limit in bytes
 */
record LogFiles(Path folder, long limit) {

    static final long LIMIT = 10L * 1024 * 1024;

    void bound() throws IOException {
        try (var logs = Files.newDirectoryStream(folder, "*.log")) {
            for (var log : logs) {
                if (Files.size(log) > limit) {
                    Files.copy(
                            log,
                            log.resolveSibling(log.getFileName() + ".1"),
                            StandardCopyOption.REPLACE_EXISTING);
                    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        channel.truncate(0);
                    }
                }
            }
        }
    }
}
