package org.lineageca.launcher.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lineageca.launcher.supervisor.Step;

/** Shows the steps of a start as they happen: a line for each, and on a terminal what runs now. */
final class ProgressLines {

    private static final int LONGEST = 100;

    private final PrintStream out;
    private final boolean onTerminal;
    private final boolean plain;
    private final Set<Integer> settled = new HashSet<>();
    private final Map<Integer, String> said = new HashMap<>();
    private String transientLine = "";

    ProgressLines(PrintStream out, boolean onTerminal) {
        this.out = out;
        this.onTerminal = onTerminal;
        this.plain = !out.charset().newEncoder().canEncode('✓');
    }

    void show(List<Step> steps) {
        var running = "";
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (settled.contains(index)) {
                continue;
            }
            if (step.outcome() == Step.Outcome.RUNNING) {
                tellChange(index, step);
                running = "   %-17s %s …".formatted(step.name(), step.text());
            } else {
                settled.add(index);
                line(step.outcome() == Step.Outcome.DONE, step.name(), step.text(), step.took());
            }
        }
        showRunning(running);
        out.flush();
    }

    /** One line that stays. */
    void line(boolean good, String name, String text, Duration took) {
        clear();
        out.printf(
                Locale.ROOT,
                " %s %-17s %s  %.1f s%n",
                mark(good),
                name,
                text,
                took.toMillis() / 1000.0);
    }

    void clear() {
        if (!transientLine.isEmpty()) {
            out.print("\r\033[K");
            transientLine = "";
        }
    }

    String mark(boolean good) {
        if (plain) {
            return good ? "ok" : "!!";
        }
        return good ? "✓" : "✗";
    }

    /** On a terminal: the last of the steps that run now, in a line that does not stay. */
    private void showRunning(String line) {
        if (onTerminal && !line.equals(transientLine)) {
            clear();
            out.print(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
            transientLine = line;
        }
    }

    /** Elsewhere: what a step says after its begin. */
    private void tellChange(int index, Step step) {
        var before = said.put(index, step.text());
        if (!onTerminal && before != null && !before.equals(step.text())) {
            out.printf("   %-17s %s%n", step.name(), step.text());
        }
    }
}
