package org.lineageca.console.transparency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ShowTransparency.LogStanding;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/**
 * A log as the table shows it.
 *
 * @param takes which certificates, by their end
 * @param state how it answers, in a word or two
 * @param gave when it last gave an SCT, and how long that took
 * @param failed when it last gave none, and why
 */
record LogRow(
        String name,
        String operator,
        String url,
        String id,
        String takes,
        String state,
        Badge.Tone tone,
        String gave,
        String failed) {

    private static final String NEVER = "never";

    static LogRow of(LogStanding standing, Instant now) {
        var log = standing.log();
        var last = standing.last().orElse(null);
        return new LogRow(
                log.name(),
                log.operator(),
                log.url().toString(),
                log.id().base64(),
                takes(log),
                state(log, last),
                tone(log, last),
                last == null ? NEVER : gave(last, now),
                last == null ? NEVER : failed(last, now));
    }

    private static String takes(TransparencyLog log) {
        var shard = log.shard();
        return shard == null
                ? "all"
                : "ending from "
                        + Instants.show(shard.from())
                        + " on, before "
                        + Instants.show(shard.before());
    }

    private static String state(TransparencyLog log, LogAnswers.@Nullable Last last) {
        return switch (log.state()) {
            case READONLY -> "read-only";
            case USABLE -> {
                if (last == null) {
                    yield "not asked yet";
                }
                yield last.isGood() ? "answers" : "gives no SCTs";
            }
        };
    }

    private static Badge.Tone tone(TransparencyLog log, LogAnswers.@Nullable Last last) {
        if (log.state() == TransparencyLog.State.READONLY || last == null) {
            return Badge.Tone.QUIET;
        }
        return last.isGood() ? Badge.Tone.GOOD : Badge.Tone.BAD;
    }

    private static String gave(LogAnswers.Last last, Instant now) {
        var at = last.gaveAt();
        var took = last.took();
        return at == null || took == null
                ? NEVER
                : Instants.relative(at, now) + ", in " + took.toMillis() + " ms";
    }

    private static String failed(LogAnswers.Last last, Instant now) {
        var at = last.failedAt();
        return at == null ? NEVER : Instants.relative(at, now) + ": " + last.failure();
    }
}
