package org.lineageca.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much processor time programs have taken.
 *
 * @param times by program; this process is {@link #CLIENTS}
 */
record ProcessorTimes(Map<String, Duration> times) {

    static final String CLIENTS = "clients";

    private static final long LEAST_MICROS = 2;

    /** What /proc counts in. */
    private static final Duration TICK = Duration.ofMillis(10);

    ProcessorTimes {
        times = Map.copyOf(times);
    }

    /**
     * So far.
     *
     * @param programs processes by name
     */
    static ProcessorTimes of(Map<String, Long> programs) {
        var times = new LinkedHashMap<String, Duration>();
        programs.forEach((name, process) -> times.put(name, withChildren(process)));
        // Whose children are the others.
        times.remove("supervisor");
        times.put(CLIENTS, time(ProcessHandle.current().pid()));
        return new ProcessorTimes(times);
    }

    /** What each has taken since. */
    ProcessorTimes since(ProcessorTimes earlier) {
        var since = new LinkedHashMap<String, Duration>();
        times.forEach((name, time) ->
                since.put(name, time.minus(earlier.times.getOrDefault(name, Duration.ZERO))));
        return new ProcessorTimes(since);
    }

    /**
     * What each has taken of each of so many, for a table; without those that took next to none.
     */
    String each(int number) {
        return times.entrySet().stream()
                .map(time -> Map.entry(time.getKey(), time.getValue().toNanos() / 1_000 / number))
                .filter(micros -> micros.getValue() >= LEAST_MICROS)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(micros -> "%s %,d µs".formatted(micros.getKey(), micros.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** PostgreSQL's connections are processes of their own. */
    private static Duration withChildren(long process) {
        return ProcessHandle.of(process).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> withChildren(child.pid()))
                .reduce(time(process), Duration::plus);
    }

    /** In user and system mode, that of children that have ended included (proc(5)). */
    private static Duration time(long process) {
        try {
            var status = Files.readString(Path.of("/proc/" + process + "/stat"));
            var fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var field = 11; field < 15; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return TICK.multipliedBy(ticks);
        } catch (IOException e) {
            if (ProcessHandle.of(process).isPresent()) {
                throw new UncheckedIOException(e);
            }
            // It has ended since it was listed: its parent counts it now.
            return Duration.ZERO;
        }
    }
}
