package org.lineageca.console.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.sealing.AuditLogBrokenException;
import org.lineageca.ca.sealing.EventQuery;
import org.lineageca.ca.sealing.PlacedEvent;
import org.lineageca.ca.sealing.ReadAuditLog;

/** What the view of the audit log shows. */
@Singleton
public final class AuditPresenter {

    /** Events that are shown at once. */
    static final int PAGE = 100;

    /** What is looked for; each null for no matter. */
    record Filter(@Nullable String kind, @Nullable String actor, @Nullable String serial) {}

    /** How the log stands. */
    sealed interface Standing {

        /** A checkpoint is there. */
        record Sealed(String origin, long size, Instant at, String note, String keyLine)
                implements Standing {}

        /** None is there yet. */
        record NotYet(String why) implements Standing {}

        /** What is on record is not what was sealed. */
        record Broken(String why) implements Standing {}
    }

    private final ReadAuditLog log;

    AuditPresenter(ReadAuditLog log) {
        this.log = log;
    }

    static List<String> kinds() {
        return Arrays.stream(AuditEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    Standing standing(Actor actor) {
        try {
            var kept = log.checkpoint(actor);
            return new Standing.Sealed(
                    kept.checkpoint().origin(),
                    kept.checkpoint().size(),
                    kept.madeAt(),
                    kept.note(),
                    log.key(actor).line());
        } catch (RefusedException e) {
            return new Standing.NotYet(String.valueOf(e.getMessage()));
        } catch (AuditLogBrokenException e) {
            return new Standing.Broken(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Events, the newest first.
     *
     * @param before only those with lower numbers; null for no such limit
     */
    List<PlacedEvent> events(Actor actor, Filter filter, @Nullable Long before) {
        return log.events(
                actor,
                new EventQuery(null, before, filter.kind(), filter.actor(), filter.serial(), PAGE));
    }

    /** The one with this number. */
    Optional<PlacedEvent> event(Actor actor, long sequence) {
        return log.events(actor, new EventQuery(null, sequence + 1, null, null, null, 1)).stream()
                .filter(placed -> placed.event().sequence() == sequence)
                .findFirst();
    }

    /** The proof that an event is in the log, as a text (C2SP tlog-proof). */
    String proof(Actor actor, long sequence) {
        return log.inclusion(actor, sequence).toString();
    }
}
