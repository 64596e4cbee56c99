package org.lineageca.publisher.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /**
     * A refused candidate.
     *
     * @param candidate tells it from other candidates for the same place
     */
    private record Refusal(
            String what, String candidate, RefusalReason reason, String why, Instant examinedAt) {}

    /** Each refusal in a sentence or two. */
    public List<String> sentences() {
        return refusals.values().stream()
                .map(r -> "%s is refused (%s). %s".formatted(r.what(), r.reason(), r.why()))
                .sorted()
                .toList();
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
