package org.lineageca.console.mass;

import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.act.ActView;
import org.lineageca.console.language.Texts;

/** Links to the acts over a list. */
final class ActLinks {

    private static final Texts TEXTS = Texts.of(ActLinks.class);

    private ActLinks() {}

    /** Its number, and how it stands. */
    static RouterLink of(DecidedAct act) {
        return new RouterLink(
                "%d: %s".formatted(act.id(), standing(act)),
                ActView.class,
                new RouteParameters(new RouteParam(ActView.ID, Long.toString(act.id()))));
    }

    private static String standing(DecidedAct act) {
        return switch (act) {
            case DecidedAct.Proposed _ -> TEXTS.say("waits-for-another-persons-approval");
            case DecidedAct.Approved _ -> TEXTS.say("approved");
            case DecidedAct.Done _ -> TEXTS.say("done");
            case DecidedAct.Withdrawn _ -> TEXTS.say("withdrawn");
        };
    }
}
