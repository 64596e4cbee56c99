package org.lineageca.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineageca.console.language.Audience;

/** From instants to places, left to right. */
record TimeScale(Instant from, Instant until, double left, double right) {

    private static final int MOST_TICKS = 10;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long[] MINUTES = {1, 5, 10, 15, 30, 60, 120, 240, 360};

    /** A round instant, and how it is called. */
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
        if (days < 2) {
            return minutes();
        }
        var start = LocalDate.ofInstant(from, ZoneOffset.UTC);
        if (days > 365L * 3) {
            var step = (int) Math.max(1, Math.ceilDiv(days, 365L * MOST_TICKS));
            return ticks(start.withDayOfYear(1), step * 12, 0, format("uuuu"));
        }
        if (days > 60) {
            var step = (int) Math.max(1, Math.ceilDiv(days, 30L * MOST_TICKS));
            return ticks(start.withDayOfMonth(1), step, 0, format("MMM uuuu"));
        }
        var day =
                switch (Audience.language()) {
                    case ENGLISH -> "d MMM";
                    case GERMAN -> "d. MMM";
                };
        return ticks(
                start, 0, (int) Math.max(1, Math.ceilDiv(days, (long) MOST_TICKS)), format(day));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Audience.language().locale());
    }

    private List<Tick> minutes() {
        var length = Duration.between(from, until).toMinutes();
        var step = MINUTES[MINUTES.length - 1];
        for (var each : MINUTES) {
            if (length <= each * MOST_TICKS) {
                step = each;
                break;
            }
        }
        var seconds = step * 60;
        var ticks = new ArrayList<Tick>();
        for (var at = Math.ceilDiv(from.getEpochSecond(), seconds) * seconds;
                at <= until.getEpochSecond();
                at += seconds) {
            var instant = Instant.ofEpochSecond(at);
            ticks.add(new Tick(instant, MINUTE.format(instant)));
        }
        return ticks;
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
