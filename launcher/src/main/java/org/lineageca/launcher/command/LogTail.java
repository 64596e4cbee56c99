package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file. */
final class LogTail {

    private static final int LONGEST = 1024 * 1024;

    private LogTail() {}

    /** At most {@code count} lines, from the last mebibyte; none if there is no such file. */
    static List<String> of(Path log, int count) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - LONGEST);
            var content = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(content);
            var lines = new String(content, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }
}
