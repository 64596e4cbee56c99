package org.lineageca.system;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What was measured, as a Markdown table. */
final class BenchTable {

    private final StringBuilder rows =
            new StringBuilder("| what | figure | ratio | target |\n|---|---|---|---|\n");

    /** A figure that others are compared with. */
    void row(String what, String figure) {
        add("| %s | %s | | |%n".formatted(what, figure));
    }

    /**
     * A figure with a target.
     *
     * @param ratio to what the target says
     */
    void row(String what, String figure, double ratio, String target) {
        add(String.format(Locale.ROOT, "| %s | %s | %.2f | %s |%n", what, figure, ratio, target));
    }

    /** Shown at once too: what comes later may fail. */
    private void add(String row) {
        System.err.print(row);
        rows.append(row);
    }

    String markdown() {
        return rows.toString();
    }

    /** The table below the machine and the day. */
    void print(PrintStream out) {
        out.printf(
                "%d processors, %s%n%n",
                Runtime.getRuntime().availableProcessors(), LocalDate.now(ZoneOffset.UTC));
        out.print(markdown());
    }
}
