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
    private boolean transientLine;

    ProgressLines(PrintStream out, boolean onTerminal) {
        this.out = out;
        this.onTerminal = onTerminal;
        this.plain = !out.charset().newEncoder().canEncode('✓');
    }

    void show(List<Step> steps) {
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (settled.contains(index)) {
                continue;
            }
            if (step.outcome() == Step.Outcome.RUNNING) {
                showRunning(index, step);
            } else {
                settled.add(index);
                line(step.outcome() == Step.Outcome.DONE, step.name(), step.text(), step.took());
            }
        }
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
        if (transientLine) {
            out.print("\r\033[K");
            transientLine = false;
        }
    }

    String mark(boolean good) {
        if (plain) {
            return good ? "ok" : "!!";
        }
        return good ? "✓" : "✗";
    }

    private void showRunning(int index, Step step) {
        var text = step.text();
        if (onTerminal) {
            clear();
            var line = "   %-17s %s …".formatted(step.name(), text);
            out.print(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
            transientLine = true;
        } else {
            var before = said.put(index, text);
            if (before != null && !before.equals(text)) {
                out.printf("   %-17s %s%n", step.name(), text);
            }
        }
    }
}
