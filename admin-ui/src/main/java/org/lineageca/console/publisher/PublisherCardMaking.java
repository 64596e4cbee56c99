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
                    unseen("asking", Badge.Tone.QUIET, "", List.of());
            case Sight.Unreachable<PublisherStatus>(var since, var why) ->
                    unseen(
                            "unreachable",
                            Badge.Tone.BAD,
                            "for " + Instants.show(Duration.between(since, now)),
                            List.of(
                                    "The console cannot read its status: " + why + ".",
                                    "Relying parties may still be served. Run `lineage status` where it runs, then `lineage logs %s`; if it runs, see that this machine reaches %s."
                                            .formatted(publisher.name(), publisher.operatorUrl())));
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
                isBehind && head.tone() == Badge.Tone.GOOD ? "behind" : head.state(),
                isBehind && head.tone() == Badge.Tone.GOOD ? Badge.Tone.WARNING : head.tone(),
                sight instanceof Sight.Seen<PublisherStatus>
                        ? isBehind ? Instants.show(lag) : "none"
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
                status.well() ? warns ? "warning" : "well" : "failing",
                status.well() ? warns ? Badge.Tone.WARNING : Badge.Tone.GOOD : Badge.Tone.BAD,
                "up for " + Instants.show(Duration.between(status.startedAt(), now)),
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
        told.add("And %d more, all at its /health.".formatted(all.size() - TOLD));
        return told;
    }

    private List<KeyFigure> figures(PublisherStatus status) {
        var octets = status.scopes().stream().mapToLong(PublisherStatus.Scope::octets).sum();
        var behind = status.targets().stream().filter(one -> one.missing() > 0).count();
        var refused = status.refusals().size();
        return List.of(
                new KeyFigure(
                        "CRLs served",
                        Numbers.show(status.scopes().size()),
                        ScopeWords.size(octets) + " in all",
                        Badge.Tone.GOOD),
                new KeyFigure(
                        "Refused now",
                        Numbers.show(refused),
                        refused == 0
                                ? "the guard let all of it out"
                                : "what was there before is served on",
                        refused == 0 ? Badge.Tone.GOOD : Badge.Tone.BAD),
                new KeyFigure(
                        "Targets",
                        Numbers.show(status.targets().size()),
                        behind == 0 ? "each has everything" : behind + " behind",
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
                "Seen from outside",
                looked == 0 ? "–" : "%d of %d".formatted(well, looked),
                looked == 0 ? "not looked at yet" : "as they were published",
                well == looked ? Badge.Tone.GOOD : Badge.Tone.WARNING);
    }

    private KeyFigure database(PublisherStatus status) {
        var read = status.databaseReadAt();
        if (read == null) {
            return new KeyFigure(
                    "Database", "not read yet", "what it has is served", Badge.Tone.BAD);
        }
        var lag = Duration.between(read, now);
        var isShort = lag.compareTo(SHORT_LAG) <= 0;
        return new KeyFigure(
                "Database",
                isShort ? "now" : Instants.show(lag) + " ago",
                isShort ? "read every second" : "last read; what it has is served",
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
                scope.isFinal() || next == null ? "for ever" : Instants.show(next),
                freshness(scope),
                seen(scope),
                mayRollBack && status.takesOrders() && named != null && !scope.isFinal()
                        ? new Published(publisher.name(), named.id(), scope.place(), scope.number())
                        : null);
    }

    private Judgement freshness(PublisherStatus.Scope scope) {
        var next = scope.nextUpdate();
        if (scope.isFinal() || next == null) {
            return new Judgement("the last", Badge.Tone.QUIET, null);
        }
        if (!now.isBefore(next)) {
            return new Judgement("expired", Badge.Tone.BAD, null);
        }
        var newest = scope.newest();
        if (newest != null && newest > scope.number()) {
            return new Judgement(
                    "behind", Badge.Tone.WARNING, "Number %d is signed.".formatted(newest));
        }
        var life = Duration.between(scope.thisUpdate(), next);
        var due = life.dividedBy(2).plus(life.dividedBy(RENEWAL_PART));
        return now.isAfter(scope.thisUpdate().plus(due))
                ? new Judgement("renewal due", Badge.Tone.WARNING, null)
                : new Judgement("fresh", Badge.Tone.GOOD, null);
    }

    private static Judgement seen(PublisherStatus.Scope scope) {
        var seen = scope.seen();
        if (seen == null) {
            return new Judgement("not looked yet", Badge.Tone.QUIET, null);
        }
        return switch (seen.outcome()) {
            case "as_published" -> new Judgement("as published", Badge.Tone.GOOD, null);
            case "catching_up" -> new Judgement("catching up", Badge.Tone.QUIET, null);
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
                target.missing() == 0 ? "none" : Instants.show(target.lag()),
                target.problems(),
                attempt(target.nextAttempt()));
    }

    private static Judgement state(PublisherStatus.Target target) {
        if (!target.problems().isEmpty()) {
            return new Judgement(
                    "failing", Badge.Tone.BAD, "%,d files missing".formatted(target.missing()));
        }
        return target.missing() == 0
                ? new Judgement("has everything", Badge.Tone.GOOD, null)
                : new Judgement(
                        "behind",
                        Badge.Tone.WARNING,
                        "%,d files missing".formatted(target.missing()));
    }

    private static String attempt(@Nullable Instant at) {
        return at == null ? "" : Instants.timeOfDay(at) + " UTC";
    }

    private String authority(String label) {
        var named = generations.get(label);
        return named == null ? "of another installation" : named.authority();
    }
}
