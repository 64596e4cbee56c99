package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.sealing.ReadAuditLog;
import org.lineageca.console.language.EachLanguage;
import org.lineageca.console.publisher.PublishersPresenter;
import org.lineageca.console.responder.RespondersPresenter;

/** Reads how tokens, the programs beside the console, and the audit log stand. */
@Singleton
final class ReadPrograms {

    private final RespondersPresenter responders;
    private final PublishersPresenter publishers;
    private final ReadAuditLog log;
    private final SlowReadings slow;

    ReadPrograms(
            RespondersPresenter responders,
            PublishersPresenter publishers,
            ReadAuditLog log,
            SlowReadings slow) {
        this.responders = responders;
        this.publishers = publishers;
        this.log = log;
        this.slow = slow;
    }

    Facts.Programs read(Actor actor) {
        return new Facts.Programs(
                slow.probes(),
                EachLanguage.of(() ->
                        new Facts.Beside(responders.programs(actor), publishers.programs(actor))));
    }

    Facts.Audit readAudit(Actor actor) {
        var sealed = log.sealed(actor);
        var newest = sealed.newest();
        return new Facts.Audit(
                newest == null ? 0 : newest.checkpoint().size(),
                newest == null ? null : newest.madeAt(),
                sealed.unsealedSince(),
                slow.broken(),
                slow.restored());
    }
}
