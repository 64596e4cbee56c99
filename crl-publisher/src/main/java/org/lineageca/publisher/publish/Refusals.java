package org.lineageca.publisher.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict.Refuse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the guard refuses now. Each candidate is reported once for a reason. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /**
     * Some refusals end by themselves: a thisUpdate ahead of our clock, a missing CA certificate.
     */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(15);

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<RefusalReason, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * What is refused at a place.
     *
     * @param place such as {@code 0123456789abcdef/complete}
     */
    public record Current(
            String place, String what, RefusalReason reason, String why, Instant examinedAt) {}

    /**
     * A refused candidate.
     *
     * @param candidate tells it from other candidates for the same place
     */
    private record Refusal(
            String what, String candidate, RefusalReason reason, String why, Instant examinedAt) {
        Current at(String place) {
            return new Current(place, what, reason, why, examinedAt);
        }
    }

    /** Each refusal in a sentence or two. */
    public List<String> sentences() {
        return refusals.values().stream()
                .map(r -> "%s is refused (%s). %s".formatted(r.what(), r.reason(), r.why()))
                .sorted()
                .toList();
    }

    /** What is refused now, by place. */
    public List<Current> current() {
        return refusals.entrySet().stream()
                .map(entry -> entry.getValue().at(entry.getKey()))
                .sorted(Comparator.comparing(Current::place))
                .toList();
    }

    /** How many candidates were refused since the program began. */
    public long count(RefusalReason reason) {
        var count = counts.get(reason);
        return count == null ? 0 : count.sum();
    }

    /** Whether the candidate was examined so recently that doing it again makes no sense. */
    boolean recent(String place, String candidate, Instant now) {
        var refusal = refusals.get(place);
        return refusal != null
                && refusal.candidate().equals(candidate)
                && now.isBefore(refusal.examinedAt().plus(LOOK_AGAIN_AFTER));
    }

    void add(String place, String what, String candidate, Refuse<?> refuse, Instant now) {
        var before =
                refusals.put(
                        place, new Refusal(what, candidate, refuse.reason(), refuse.why(), now));
        var reported =
                before != null
                        && before.candidate().equals(candidate)
                        && before.reason() == refuse.reason();
        if (!reported) {
            counts.computeIfAbsent(refuse.reason(), _ -> new LongAdder()).increment();
            LOG.error(
                    "{} was refused ({}). {} What was published before stays in place. {}",
                    what,
                    refuse.reason(),
                    refuse.why(),
                    refuse.reason() == RefusalReason.SOURCE_STALE
                            ? "Let the copy follow again, or configure another database"
                            : "Find out who signed it and why, and issue a right one");
        }
    }

    /** Nothing is refused at this place any more. */
    void settle(String place) {
        refusals.remove(place);
    }
}
