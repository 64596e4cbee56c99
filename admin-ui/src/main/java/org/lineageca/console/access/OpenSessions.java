package org.lineageca.console.access;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitPerson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions of this console. Ends those whose certificate lets nobody in any more, and those
 * nobody uses.
 */
@Singleton
final class OpenSessions {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSessions.class);

    /** Time for its pages to go where they were led, before what they showed is forgotten. */
    private static final Duration LEAVING = Duration.ofSeconds(5);

    /** Ended sessions that are remembered: a page may ask in one long after. */
    private static final int REMEMBERED = 1_000;

    private final AdmitPerson admit;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();
    private final Map<String, SessionEnd> over = new LinkedHashMap<>();

    OpenSessions(AdmitPerson admit, SessionSettings settings, InstantSource clock) {
        this.admit = admit;
        this.settings = settings;
        this.clock = clock;
    }

    void opened(OpenSession session) {
        open.put(session.id(), session);
    }

    /** The container has let go of it, for whatever reason. */
    void closed(OpenSession session) {
        open.remove(session.id());
    }

    /**
     * Why a session is over, if it is.
     *
     * @param id the cookie's value
     */
    Optional<SessionEnd> end(String id) {
        var session = open.get(id);
        if (session != null) {
            session.look(settings, clock.instant());
            return Optional.ofNullable(session.end());
        }
        synchronized (over) {
            return Optional.ofNullable(over.get(id));
        }
    }

    /** Looks at each once, with one reading of who may come in. */
    void look() {
        var sessions = List.copyOf(open.values());
        if (sessions.isEmpty()) {
            return;
        }
        var admissions =
                admit.admit(
                        sessions.stream()
                                .map(OpenSession::fingerprint)
                                .collect(Collectors.toSet()));
        for (var session : sessions) {
            var ended = session.ended();
            if (ended == null) {
                look(session, Objects.requireNonNull(admissions.get(session.fingerprint())));
            } else if (!ended.plus(LEAVING).isAfter(clock.instant())) {
                forget(session);
            }
        }
    }

    private void look(OpenSession session, Admission admission) {
        var now = clock.instant();
        switch (admission) {
            // Each request is refused for as long. What is shown stays: it may be over in a second.
            case Admission.StatusUnavailable _ -> session.look(settings, now);
            case Admission.Refused refused -> {
                LOG.warn("a session is ended: {}", refused);
                session.end(new SessionEnd.NotAdmitted(refused), now);
            }
            case Admission.Admitted _ -> session.look(settings, now);
        }
    }

    private void forget(OpenSession session) {
        var end = session.end();
        if (end != null) {
            synchronized (over) {
                over.put(session.id(), end);
                if (over.size() > REMEMBERED) {
                    over.remove(over.keySet().iterator().next());
                }
            }
        }
        open.remove(session.id());
        session.discard();
    }
}
