package org.lineageca.console.mass;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.mass.ReissueOutlook;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.ResultFormat;

/** What the page of a list shows of its re-issue, and does. */
@Singleton
public final class ReissuePresenter {

    private final ReissueSelected reissueSelected;
    private final DecideActs decideActs;

    ReissuePresenter(ReissueSelected reissueSelected, DecideActs decideActs) {
        this.reissueSelected = reissueSelected;
        this.decideActs = decideActs;
    }

    /**
     * How the re-issue of a list stands, and what follows from that for who looks.
     *
     * @param list its page
     */
    ReissuePage page(Actor actor, ListPage list) {
        var batch = list.progress().batch();
        var progress = reissueSelected.find(actor, batch.id());
        return new ReissuePage(
                progress.orElse(null),
                progress.flatMap(found -> decideActs.find(actor, found.course().act()))
                        .orElse(null),
                actor.may(Permission.DECIDE),
                actor.may(Permission.DECIDE)
                        && actor.may(Permission.ISSUE)
                        && !batch.isFilling()
                        && batch.certificates() > 0
                        && (batch.isSealed() || list.isOwn()));
    }

    ReissueOutlook outlook(Actor actor, long id) {
        return reissueSelected.outlook(actor, id);
    }

    /** The act that another person approves. */
    long propose(Actor actor, long id, String reason, @Nullable Instant deadline) {
        return reissueSelected.propose(actor, new ReissueSelected.Order(id, reason, deadline)).id();
    }

    void pause(Actor actor, long id) {
        reissueSelected.pause(actor, id);
    }

    void resume(Actor actor, long id) {
        reissueSelected.resume(actor, id);
    }

    void withdraw(Actor actor, DecidedAct act) {
        decideActs.withdraw(actor, act.id());
    }

    InputStream results(Actor actor, long id, ResultFormat format) {
        return reissueSelected.results(actor, id, format);
    }

    InputStream subscribers(Actor actor, long id) {
        return reissueSelected.subscribers(actor, id);
    }
}
