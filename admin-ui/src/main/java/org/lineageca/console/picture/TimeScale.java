package org.lineageca.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From instants to places, left to right. */
record TimeScale(Instant from, Instant until, double left, double right) {

    private static final int MOST_TICKS = 10;
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** The first instant of a year, a month or a week, and how it is called. */
    record Tick(Instant at, String label) {}

    TimeScale {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("no time between " + from + " and " + until);
        }
    }

    double x(Instant at) {
        var whole = (double) Duration.between(from, until).toSeconds();
        return left + (right - left) * Duration.between(from, at).toSeconds() / whole;
    }

    double x(LocalDate day) {
        return x(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    boolean shows(Instant at) {
        return !at.isBefore(from) && !at.isAfter(until);
    }

    /** At most ten, at round dates. */
    List<Tick> ticks() {
        var days = Duration.between(from, until).toDays();
        var start = LocalDate.ofInstant(from, ZoneOffset.UTC);
        if (days > 365L * 3) {
            var step = (int) Math.max(1, Math.ceilDiv(days, 365L * MOST_TICKS));
            return ticks(start.withDayOfYear(1), step * 12, 0, DateTimeFormatter.ofPattern("uuuu"));
        }
        if (days > 60) {
            var step = (int) Math.max(1, Math.ceilDiv(days, 30L * MOST_TICKS));
            return ticks(start.withDayOfMonth(1), step, 0, MONTH);
        }
        return ticks(start, 0, (int) Math.max(1, Math.ceilDiv(days, (long) MOST_TICKS)), DAY);
    }

    private List<Tick> ticks(LocalDate first, int months, int days, DateTimeFormatter format) {
        var ticks = new ArrayList<Tick>();
        for (var day = first; ; day = day.plusMonths(months).plusDays(days)) {
            var at = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            if (at.isAfter(until)) {
                return ticks;
            }
            if (shows(at)) {
                ticks.add(new Tick(at, format.format(day)));
            }
        }
    }
}
