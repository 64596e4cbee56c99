package org.lineageca.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The processes of this machine, as far as this user may look into them. */
final class Processes {

    private Processes() {}

    /** What everybody, or their user, can read of a process: its arguments, and its environment. */
    record Sight(long pid, String arguments, String environment) {}

    static List<Sight> all() {
        return ProcessHandle.allProcesses().map(Processes::sight).toList();
    }

    private static Sight sight(ProcessHandle process) {
        return new Sight(
                process.pid(), read(process.pid(), "cmdline"), read(process.pid(), "environ"));
    }

    /** Those whose arguments or environment name a folder. */
    static List<Sight> of(Path folder) {
        var name = folder.toString();
        return all().stream()
                .filter(sight ->
                        sight.arguments().contains(name) || sight.environment().contains(name))
                .toList();
    }

    /** The files a process has open. */
    static List<String> openFiles(long pid) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.map(Processes::target).toList();
        }
    }

    /** The files a process has mapped into its memory. */
    static Set<String> mappedFiles(long pid) throws IOException {
        try (var mappings = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
            return mappings.filter(line -> line.contains(" /"))
                    .map(line -> line.substring(line.indexOf(" /") + 1))
                    .collect(Collectors.toSet());
        }
    }

    /** Looks at all processes as they come, to see also what lives but for a moment. */
    static final class Watch implements AutoCloseable {

        private static final int PAUSE_MILLIS = 25;

        /** A process shows its starter's arguments first, then its own. */
        private static final int LOOKS = 8;

        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final Map<ProcessHandle, Integer> looks = new HashMap<>();
        private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);

        Watch() {
            var _ =
                    thread.scheduleWithFixedDelay(
                            this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            var now = ProcessHandle.allProcesses().collect(Collectors.toSet());
            looks.keySet().retainAll(now);
            for (var process : now) {
                if (looks.merge(process, 1, Integer::sum) <= LOOKS) {
                    var sight = sight(process);
                    seen.add(sight.arguments());
                    seen.add(sight.environment());
                }
            }
        }

        /** Everything that was seen until it was closed. */
        Set<String> seen() {
            return seen;
        }

        @Override
        public void close() {
            thread.close();
        }
    }

    private static String read(long pid, String file) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc/" + pid + "/" + file)),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
