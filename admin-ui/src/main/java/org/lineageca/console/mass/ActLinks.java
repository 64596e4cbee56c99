package org.lineageca.console.mass;

import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.console.act.ActView;

/** Links to the acts over a list. */
final class ActLinks {

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
            case DecidedAct.Proposed _ -> "waits for another person's approval";
            case DecidedAct.Approved _ -> "approved";
            case DecidedAct.Done _ -> "done";
            case DecidedAct.Withdrawn _ -> "withdrawn";
        };
    }
}
