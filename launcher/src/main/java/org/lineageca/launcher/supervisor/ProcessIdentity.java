package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid the process number
 * @param startTicks when it started, in clock ticks since the machine's boot (proc(5), stat, field
 *     22); unlike a time of day it does not move when the clock is set
 */
public record ProcessIdentity(long pid, long startTicks) {

    private static final int START_AFTER_NAME = 19;

    public static ProcessIdentity current() throws IOException {
        var pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IOException("/proc does not show this process"));
    }

    /** The process that has this number now. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold anything, spaces and parentheses included.
            var afterName = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            if (afterName.getFirst().equals("Z")) {
                return Optional.empty();
            }
            return Optional.of(
                    new ProcessIdentity(pid, Long.parseLong(afterName.get(START_AFTER_NAME))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Reads what {@link #toString} wrote. */
    static Optional<ProcessIdentity> parse(String text) {
        var parts = List.of(text.strip().split(" ", -1));
        if (parts.size() != 2 || !parts.stream().allMatch(part -> part.matches("\\d{1,18}"))) {
            return Optional.empty();
        }
        return Optional.of(
                new ProcessIdentity(
                        Long.parseLong(parts.getFirst()), Long.parseLong(parts.getLast())));
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Its handle, if it still runs. */
    public Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    @Override
    public String toString() {
        return pid + " " + startTicks;
    }
}
