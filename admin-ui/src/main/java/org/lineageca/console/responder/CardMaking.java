package org.lineageca.console.responder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.responder.ResponderCard.SignerRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.console.watch.Sight;

/** Puts what was seen of a responder into words and figures. */
final class CardMaking {

    private static final Texts TEXTS = Texts.of(CardMaking.class);

    private static final Duration SHORT_LAG = Duration.ofSeconds(30);
    private static final int MEGABYTE = 1 << 20;

    private CardMaking() {}

    static ResponderCard card(
            ConfiguredResponder responder,
            Sight<ResponderStatus> sight,
            Map<String, String> names,
            Instant now) {
        var address = responder.metricsUrl().toString();
        return switch (sight) {
            case Sight.NotYet<ResponderStatus> _ ->
                    new ResponderCard(
                            responder.name(),
                            address,
                            TEXTS.say("asking"),
                            Badge.Tone.QUIET,
                            "",
                            List.of(),
                            List.of(),
                            List.of());
            case Sight.Unreachable<ResponderStatus>(var since, var why) ->
                    new ResponderCard(
                            responder.name(),
                            address,
                            TEXTS.say("unreachable"),
                            Badge.Tone.BAD,
                            TEXTS.say("for", Instants.show(Duration.between(since, now))),
                            List.of(
                                    TEXTS.say("the-console-cannot-read-its", why),
                                    TEXTS.say(
                                            "relying-parties-may-still-be",
                                            responder.name(),
                                            address)),
                            List.of(),
                            List.of());
            case Sight.Seen<ResponderStatus>(_, var status) ->
                    new ResponderCard(
                            responder.name(),
                            address,
                            word(status.state()),
                            tone(status.state()),
                            TEXTS.say(
                                    "up-for",
                                    Instants.show(Duration.between(status.startedAt(), now))),
                            status.reasons(),
                            figures(status, now),
                            signers(status, names, now));
        };
    }

    static ProgramState state(
            ConfiguredResponder responder, Sight<ResponderStatus> sight, Instant now) {
        var card = card(responder, sight, Map.of(), now);
        var lag = sight instanceof Sight.Seen<ResponderStatus>(_, var status) ? lag(status) : null;
        return new ProgramState(
                card.name(),
                card.state(),
                lag != null && lag.tone().compareTo(card.tone()) > 0 ? lag.tone() : card.tone(),
                lag == null ? "" : lag.value(),
                card.problems().isEmpty() ? null : card.problems().getFirst());
    }

    private static String word(ResponderStatus.State state) {
        return switch (state) {
            case UP -> TEXTS.say("ready");
            case DEGRADED -> TEXTS.say("degraded");
            case DOWN -> TEXTS.say("not-ready");
        };
    }

    private static Badge.Tone tone(ResponderStatus.State state) {
        return switch (state) {
            case UP -> Badge.Tone.GOOD;
            case DEGRADED -> Badge.Tone.WARNING;
            case DOWN -> Badge.Tone.BAD;
        };
    }

    private static List<KeyFigure> figures(ResponderStatus status, Instant now) {
        var traffic = status.traffic();
        var cache = status.cache();
        var hitRate = traffic.hitRate();
        var oldest = cache.oldest();
        return List.of(
                new KeyFigure(
                        TEXTS.say("requests"),
                        decimal(traffic.requests()) + "/s",
                        traffic.errors() == 0
                                ? TEXTS.say("no-errors-in-the-last")
                                : TEXTS.say("errors-in-the-last-minute", traffic.errors()),
                        traffic.errors() == 0 ? Badge.Tone.GOOD : Badge.Tone.WARNING),
                new KeyFigure(
                        TEXTS.say("answer-time-p99"),
                        milliseconds(traffic.answers().p99()),
                        "p50 %s, p90 %s"
                                .formatted(
                                        milliseconds(traffic.answers().p50()),
                                        milliseconds(traffic.answers().p90())),
                        Badge.Tone.GOOD),
                new KeyFigure(
                        TEXTS.say("cache-hit-rate"),
                        hitRate == null ? "–" : Numbers.show(hitRate * 100, 1) + " %",
                        TEXTS.say(
                                "s-signed-p99",
                                decimal(traffic.signatures()),
                                milliseconds(traffic.signing().p99())),
                        Badge.Tone.GOOD),
                new KeyFigure(
                        TEXTS.say("answers-kept"),
                        Numbers.show(cache.certificates()),
                        TEXTS.say("of-mb", ceil(cache.octets()), cache.limit() / MEGABYTE),
                        Badge.Tone.GOOD),
                new KeyFigure(
                        TEXTS.say("oldest-answer"),
                        oldest == null ? "–" : Instants.show(Duration.between(oldest, now)),
                        TEXTS.say("of-those-that-may-still"),
                        Badge.Tone.GOOD),
                lag(status),
                new KeyFigure(
                        TEXTS.say("connections"),
                        Numbers.show(status.connections().open()),
                        status.connections().refused() == 0
                                ? TEXTS.say("none-refused")
                                : TEXTS.say(
                                        "refused-since-the-start", status.connections().refused()),
                        status.connections().refused() == 0
                                ? Badge.Tone.GOOD
                                : Badge.Tone.WARNING));
    }

    private static KeyFigure lag(ResponderStatus status) {
        var lag = status.lag();
        var note = TEXTS.say("signs-nothing-new-from-on", Instants.show(status.lagLimit()));
        if (lag == null) {
            return new KeyFigure(
                    TEXTS.say("data-lag"), TEXTS.say("not-read-yet"), note, Badge.Tone.BAD);
        }
        var tone =
                lag.compareTo(status.lagLimit()) > 0
                        ? Badge.Tone.BAD
                        : lag.compareTo(SHORT_LAG) > 0 ? Badge.Tone.WARNING : Badge.Tone.GOOD;
        var value =
                lag.toSeconds() < 2
                        ? Numbers.show(lag.toMillis() / 1e3, 1) + " s"
                        : Instants.show(lag);
        return new KeyFigure(TEXTS.say("data-lag"), value, note, tone);
    }

    private static List<SignerRow> signers(
            ResponderStatus status, Map<String, String> names, Instant now) {
        var rows = new ArrayList<SignerRow>();
        for (var signer : status.signers()) {
            rows.add(
                    new SignerRow(
                            names.getOrDefault(
                                    signer.generation(), TEXTS.say("of-another-installation")),
                            signer.generation(),
                            signer.key(),
                            Instants.show(signer.notAfter()),
                            left(signer, now),
                            tone(signer, now)));
        }
        for (var label : status.unsigned()) {
            rows.add(
                    new SignerRow(
                            names.getOrDefault(label, TEXTS.say("of-another-installation")),
                            label,
                            null,
                            "",
                            TEXTS.say("no-valid-signer"),
                            Badge.Tone.BAD));
        }
        return rows;
    }

    private static String left(ResponderStatus.Signer signer, Instant now) {
        return now.isAfter(signer.notAfter())
                ? TEXTS.say("expired")
                : TEXTS.say("left", Instants.show(Duration.between(now, signer.notAfter())));
    }

    private static Badge.Tone tone(ResponderStatus.Signer signer, Instant now) {
        var life = Duration.between(signer.notBefore(), signer.notAfter());
        var left = Duration.between(now, signer.notAfter());
        // Renewed before half of it is over: less than this much says that it was not.
        return left.isNegative()
                ? Badge.Tone.BAD
                : left.compareTo(life.multipliedBy(2).dividedBy(5)) < 0
                        ? Badge.Tone.WARNING
                        : Badge.Tone.GOOD;
    }

    private static long ceil(long octets) {
        return (octets + MEGABYTE - 1) / MEGABYTE;
    }

    private static String decimal(double value) {
        return Numbers.show(value, value < 10 ? 1 : 0);
    }

    private static String milliseconds(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return Numbers.show(value, value < 10 ? 2 : 0) + " ms";
    }
}
