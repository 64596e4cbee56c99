package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.lineageca.launcher.health.Reasons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the programs' log files from growing without end: a file over {@code limit} is copied to
 * {@code <name>.1} and emptied. The programs append, so they need not know.
 *
 * @param folder the log files
 * @param limit in bytes
 */
record LogFiles(Path folder, long limit) {

    private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

    static final long LIMIT = 10L * 1024 * 1024;

    /** What cannot be done now is tried again the next time: no program stops for want of a log. */
    void bound() {
        try (var logs = Files.newDirectoryStream(folder, "*.log")) {
            for (var log : logs) {
                bound(log);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("the logs in {} cannot be listed: {}", folder, Reasons.of(e));
        }
    }

    private void bound(Path log) {
        try {
            if (Files.size(log) > limit) {
                try {
                    keep(log);
                } finally {
                    // On a full disk what was logged is given up: the programs need the space.
                    empty(log);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} is not kept as it should be: {}", log, Reasons.of(e));
        }
    }

    private static void keep(Path log) throws IOException {
        var kept = log.resolveSibling(log.getFileName() + ".1");
        try {
            Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(kept);
            throw e;
        }
    }

    private static void empty(Path log) throws IOException {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}
