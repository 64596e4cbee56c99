package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the programs wrote. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the last lines of a program's log, or of all.")
public final class ShowLogs implements Callable<Integer> {

    private static final long PAUSE_MILLIS = 250;
    private static final int BUFFER = 64 * 1024;

    private final Lineage lineage;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROGRAM",
            description = "As `status` names it, or supervisor or create-pki.")
    private @Nullable String program;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until interrupted.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    public ShowLogs(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var out = lineage.surroundings().out();
        var logs = chosen(lineage.installation());
        var positions = new LinkedHashMap<Path, Long>();
        for (var log : logs) {
            positions.put(log, Files.size(log));
            head(out, log, logs.size());
            LogTail.of(log, Math.max(0, lines)).forEach(out::println);
        }
        while (follow) {
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
            showAdded(out, positions);
        }
        return ExitStatus.DONE;
    }

    private List<Path> chosen(Installation installation) throws IOException, RefusedException {
        var present = new ArrayList<Path>();
        if (Files.isDirectory(installation.logs())) {
            try (var files = Files.newDirectoryStream(installation.logs(), "*.log")) {
                files.forEach(present::add);
            }
        }
        present.sort(null);
        if (present.isEmpty()) {
            throw new RefusedException("There are no logs in %s.".formatted(installation.logs()));
        }
        if (program == null) {
            return present;
        }
        var wanted = installation.log(program);
        if (!present.contains(wanted)) {
            throw new RefusedException(
                    "There is no log of %s. There are: %s."
                            .formatted(
                                    program,
                                    String.join(
                                            ", ", present.stream().map(ShowLogs::name).toList())));
        }
        return List.of(wanted);
    }

    private static void showAdded(PrintStream out, Map<Path, Long> positions) throws IOException {
        for (var entry : positions.entrySet()) {
            var size = Files.exists(entry.getKey()) ? Files.size(entry.getKey()) : 0;
            // A smaller file was emptied: it begins anew.
            var from = size < entry.getValue() ? 0 : entry.getValue();
            if (size > from) {
                head(out, entry.getKey(), positions.size());
                from = copy(out, entry.getKey(), from);
            }
            entry.setValue(from);
        }
    }

    private static long copy(PrintStream out, Path log, long from) throws IOException {
        try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
            channel.position(from);
            var buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) > 0) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return channel.position();
        }
    }

    private static void head(PrintStream out, Path log, int count) {
        if (count > 1) {
            out.printf("==> %s <==%n", name(log));
        }
    }

    private static String name(Path log) {
        return String.valueOf(log.getFileName()).replaceFirst("\\.log$", "");
    }
}
