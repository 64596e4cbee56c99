package org.lineageca.console.publisher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.publisher.PublisherCard.Head;
import org.lineageca.console.publisher.PublisherCard.Judgement;
import org.lineageca.console.publisher.PublisherCard.RefusalRow;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.publisher.PublisherCard.TargetRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.console.watch.Sight;

/** Puts what was seen of a publisher into words and figures. */
final class PublisherCardMaking {

    private static final Texts TEXTS = Texts.of(PublisherCardMaking.class);

    /** It reads once a second. */
    private static final Duration SHORT_LAG = Duration.ofSeconds(10);

    /** A renewal at half of the life takes its time: this part of the life. */
    private static final int RENEWAL_PART = 20;

    private static final int TOLD = 5;

    /** A generation's authority, and its identity. */
    record Named(GenerationId id, String authority) {}

    private final ConfiguredPublisher publisher;
    private final Map<String, Named> generations;
    private final boolean mayRollBack;
    private final Instant now;

    /**
     * For one card.
     *
     * @param generations by their labels
     * @param mayRollBack whether the person who looks may order it
     */
    PublisherCardMaking(
            ConfiguredPublisher publisher,
            Map<String, Named> generations,
            boolean mayRollBack,
            Instant now) {
        this.publisher = publisher;
        this.generations = generations;
        this.mayRollBack = mayRollBack;
        this.now = now;
    }

    PublisherCard card(Sight<PublisherStatus> sight) {
        return switch (sight) {
            case Sight.NotYet<PublisherStatus> _ ->
                    unseen(TEXTS.say("asking"), Badge.Tone.QUIET, "", List.of());
            case Sight.Unreachable<PublisherStatus>(var since, var why) ->
                    unseen(
                            TEXTS.say("unreachable"),
                            Badge.Tone.BAD,
                            TEXTS.say("for", Instants.show(Duration.between(since, now))),
                            List.of(
                                    TEXTS.say("the-console-cannot-read-its", why),
                                    TEXTS.say(
                                            "relying-parties-may-still-be",
                                            publisher.name(),
                                            publisher.operatorUrl())));
            case Sight.Seen<PublisherStatus>(_, var status) ->
                    new PublisherCard(
                            publisher.name(),
                            head(status),
                            true,
                            status.scopes().stream().map(one -> scope(status, one)).toList(),
                            status.refusals().stream().map(this::refusal).toList(),
                            status.targets().stream().map(this::target).toList());
        };
    }

    ProgramState state(Sight<PublisherStatus> sight) {
        var head = card(sight).head();
        var lag =
                sight instanceof Sight.Seen<PublisherStatus>(_, var status)
                        ? lag(status)
                        : Duration.ZERO;
        var isBehind = lag.compareTo(SHORT_LAG) > 0;
        return new ProgramState(
                publisher.name(),
                isBehind && head.tone() == Badge.Tone.GOOD ? TEXTS.say("behind") : head.state(),
                isBehind && head.tone() == Badge.Tone.GOOD ? Badge.Tone.WARNING : head.tone(),
                sight instanceof Sight.Seen<PublisherStatus>
                        ? isBehind ? Instants.show(lag) : TEXTS.say("none")
                        : "",
                head.problems().isEmpty() ? null : head.problems().getFirst());
    }

    /** Of the target that is furthest behind, or of what was read of the database. */
    private Duration lag(PublisherStatus status) {
        var read = status.databaseReadAt();
        var database = read == null ? Duration.ZERO : Duration.between(read, now);
        return status.targets().stream()
                .filter(target -> target.missing() > 0)
                .map(PublisherStatus.Target::lag)
                .filter(lag -> lag.compareTo(database) > 0)
                .max(Duration::compareTo)
                .orElse(database);
    }

    private PublisherCard unseen(
            String state, Badge.Tone tone, String duration, List<String> problems) {
        var head =
                new Head(
                        publisher.operatorUrl().toString(),
                        state,
                        tone,
                        duration,
                        problems,
                        List.of());
        return new PublisherCard(publisher.name(), head, false, List.of(), List.of(), List.of());
    }

    private Head head(PublisherStatus status) {
        var warns = status.well() && !status.warnings().isEmpty();
        return new Head(
                publisher.operatorUrl().toString(),
                status.well()
                        ? warns ? TEXTS.say("warning") : TEXTS.say("well")
                        : TEXTS.say("failing"),
                status.well() ? warns ? Badge.Tone.WARNING : Badge.Tone.GOOD : Badge.Tone.BAD,
                TEXTS.say("up-for", Instants.show(Duration.between(status.startedAt(), now))),
                problems(status),
                figures(status));
    }

    private static List<String> problems(PublisherStatus status) {
        var all = new ArrayList<>(status.problems());
        all.addAll(status.warnings());
        if (all.size() <= TOLD) {
            return all;
        }
        var told = new ArrayList<>(all.subList(0, TOLD));
        told.add(TEXTS.say("and-more-all-at-its", all.size() - TOLD));
        return told;
    }

    private List<KeyFigure> figures(PublisherStatus status) {
        var octets = status.scopes().stream().mapToLong(PublisherStatus.Scope::octets).sum();
        var behind = status.targets().stream().filter(one -> one.missing() > 0).count();
        var refused = status.refusals().size();
        return List.of(
                new KeyFigure(
                        TEXTS.say("crls-served"),
                        Numbers.show(status.scopes().size()),
                        TEXTS.say("in-all", ScopeWords.size(octets)),
                        Badge.Tone.GOOD),
                new KeyFigure(
                        TEXTS.say("refused-now"),
                        Numbers.show(refused),
                        refused == 0
                                ? TEXTS.say("the-guard-let-all-of")
                                : TEXTS.say("what-was-there-before-is"),
                        refused == 0 ? Badge.Tone.GOOD : Badge.Tone.BAD),
                new KeyFigure(
                        TEXTS.say("targets"),
                        Numbers.show(status.targets().size()),
                        behind == 0
                                ? TEXTS.say("each-has-everything")
                                : TEXTS.say("so-many-behind", behind),
                        behind == 0 ? Badge.Tone.GOOD : Badge.Tone.WARNING),
                outside(status),
                database(status));
    }

    private static KeyFigure outside(PublisherStatus status) {
        var looked = status.scopes().stream().filter(scope -> scope.seen() != null).count();
        var well =
                status.scopes().stream()
                        .map(PublisherCardMaking::seen)
                        .filter(seen -> seen.tone() == Badge.Tone.GOOD)
                        .count();
        return new KeyFigure(
                TEXTS.say("seen-from-outside"),
                looked == 0 ? "–" : TEXTS.say("of", well, looked),
                looked == 0 ? TEXTS.say("not-looked-at-yet") : TEXTS.say("as-they-were-published"),
                well == looked ? Badge.Tone.GOOD : Badge.Tone.WARNING);
    }

    private KeyFigure database(PublisherStatus status) {
        var read = status.databaseReadAt();
        if (read == null) {
            return new KeyFigure(
                    TEXTS.say("database"),
                    TEXTS.say("not-read-yet"),
                    TEXTS.say("what-it-has-is-served"),
                    Badge.Tone.BAD);
        }
        var lag = Duration.between(read, now);
        var isShort = lag.compareTo(SHORT_LAG) <= 0;
        return new KeyFigure(
                TEXTS.say("database"),
                isShort ? TEXTS.say("now") : TEXTS.say("ago", Instants.show(lag)),
                isShort ? TEXTS.say("read-every-second") : TEXTS.say("last-read-what-it-has"),
                isShort ? Badge.Tone.GOOD : Badge.Tone.BAD);
    }

    private ScopeRow scope(PublisherStatus status, PublisherStatus.Scope scope) {
        var named = generations.get(scope.generation());
        var next = scope.nextUpdate();
        return new ScopeRow(
                authority(scope.generation()),
                scope.generation(),
                scope.place(),
                scope.number(),
                Numbers.show(scope.entries()),
                ScopeWords.size(scope.octets()),
                Instants.show(scope.thisUpdate()),
                scope.isFinal() || next == null ? TEXTS.say("for-ever") : Instants.show(next),
                freshness(scope),
                seen(scope),
                mayRollBack && status.takesOrders() && named != null && !scope.isFinal()
                        ? new Published(publisher.name(), named.id(), scope.place(), scope.number())
                        : null);
    }

    private Judgement freshness(PublisherStatus.Scope scope) {
        var next = scope.nextUpdate();
        if (scope.isFinal() || next == null) {
            return new Judgement(TEXTS.say("the-last"), Badge.Tone.QUIET, null);
        }
        if (!now.isBefore(next)) {
            return new Judgement(TEXTS.say("expired"), Badge.Tone.BAD, null);
        }
        var newest = scope.newest();
        if (newest != null && newest > scope.number()) {
            return new Judgement(
                    TEXTS.say("behind"), Badge.Tone.WARNING, TEXTS.say("number-is-signed", newest));
        }
        var life = Duration.between(scope.thisUpdate(), next);
        var due = life.dividedBy(2).plus(life.dividedBy(RENEWAL_PART));
        return now.isAfter(scope.thisUpdate().plus(due))
                ? new Judgement(TEXTS.say("renewal-due"), Badge.Tone.WARNING, null)
                : new Judgement(TEXTS.say("fresh"), Badge.Tone.GOOD, null);
    }

    private static Judgement seen(PublisherStatus.Scope scope) {
        var seen = scope.seen();
        if (seen == null) {
            return new Judgement(TEXTS.say("not-looked-yet"), Badge.Tone.QUIET, null);
        }
        return switch (seen.outcome()) {
            case "as_published" -> new Judgement(TEXTS.say("as-published"), Badge.Tone.GOOD, null);
            case "catching_up" -> new Judgement(TEXTS.say("catching-up"), Badge.Tone.QUIET, null);
            default ->
                    new Judgement(
                            seen.outcome().replace('_', ' '), Badge.Tone.BAD, seen.sentence());
        };
    }

    private RefusalRow refusal(PublisherStatus.Refusal refusal) {
        var slash = refusal.place().indexOf('/');
        return new RefusalRow(
                slash < 0 ? "" : authority(refusal.place().substring(0, slash)),
                refusal.what(),
                refusal.reason(),
                refusal.why(),
                Instants.timeOfDay(refusal.examinedAt()) + " UTC");
    }

    private TargetRow target(PublisherStatus.Target target) {
        return new TargetRow(
                target.name(),
                target.kind(),
                state(target),
                target.missing() == 0 ? TEXTS.say("none") : Instants.show(target.lag()),
                target.problems(),
                attempt(target.nextAttempt()));
    }

    private static Judgement state(PublisherStatus.Target target) {
        if (!target.problems().isEmpty()) {
            return new Judgement(
                    TEXTS.say("failing"),
                    Badge.Tone.BAD,
                    TEXTS.say("files-missing", Numbers.show(target.missing())));
        }
        return target.missing() == 0
                ? new Judgement(TEXTS.say("has-everything"), Badge.Tone.GOOD, null)
                : new Judgement(
                        TEXTS.say("behind"),
                        Badge.Tone.WARNING,
                        TEXTS.say("files-missing", Numbers.show(target.missing())));
    }

    private static String attempt(@Nullable Instant at) {
        return at == null ? "" : Instants.timeOfDay(at) + " UTC";
    }

    private String authority(String label) {
        var named = generations.get(label);
        return named == null ? TEXTS.say("of-another-installation") : named.authority();
    }
}
