package org.lineageca.console.transparency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ShowTransparency.LogStanding;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.console.language.Texts;
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

    private static final Texts TEXTS = Texts.of(LogRow.class);

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
                last == null ? never() : gave(last, now),
                last == null ? never() : failed(last, now));
    }

    private static String never() {
        return TEXTS.say("never");
    }

    private static String takes(TransparencyLog log) {
        var shard = log.shard();
        return shard == null
                ? TEXTS.say("all")
                : TEXTS.say(
                        "ending-from-on-before",
                        Instants.show(shard.from()),
                        Instants.show(shard.before()));
    }

    private static String state(TransparencyLog log, LogAnswers.@Nullable Last last) {
        return switch (log.state()) {
            case READONLY -> TEXTS.say("read-only");
            case USABLE -> {
                if (last == null) {
                    yield TEXTS.say("not-asked-yet");
                }
                yield last.isGood() ? TEXTS.say("answers") : TEXTS.say("gives-no-scts");
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
                ? never()
                : TEXTS.say("in-ms", Instants.relative(at, now), took.toMillis());
    }

    private static String failed(LogAnswers.Last last, Instant now) {
        var at = last.failedAt();
        return at == null ? never() : Instants.relative(at, now) + ": " + last.failure();
    }
}
