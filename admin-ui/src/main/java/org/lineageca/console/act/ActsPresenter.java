package org.lineageca.console.act;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the views of acts show and do. */
@Singleton
public final class ActsPresenter {

    private static final Texts TEXTS = Texts.of(ActsPresenter.class);

    private static final int MOST = 500;

    private final DecideActs decideActs;
    private final ListGenerations listGenerations;

    ActsPresenter(DecideActs decideActs, ListGenerations listGenerations) {
        this.decideActs = decideActs;
        this.listGenerations = listGenerations;
    }

    /** How many acts wait for this very person's approval. */
    public long waitingFor(Actor actor) {
        return decideActs.newest(actor, MOST).stream()
                .filter(act -> turn(actor, act) == ActRow.Turn.MINE)
                .count();
    }

    /** The most urgent first: one's own turn, and among those a CA's revocation. */
    List<ActRow> rows(Actor actor) {
        var generations = listGenerations.all(actor);
        return decideActs.newest(actor, MOST).stream()
                .sorted(
                        Comparator.<DecidedAct, ActRow.Turn>comparing(act -> turn(actor, act))
                                .thenComparing(act -> !isEmergency(actor, act)))
                .map(act -> row(actor, act, generations))
                .toList();
    }

    Optional<ActPage> page(Actor actor, long id) {
        return decideActs
                .find(actor, id)
                .map(act ->
                        new ActPage(
                                act,
                                row(actor, act, listGenerations.all(actor)),
                                preview(actor, act),
                                cannotApprove(actor, act),
                                actor.may(Permission.DECIDE) && isOpen(act)));
    }

    /**
     * Approves.
     *
     * @param shown SHA-256 of the plan that the approver was shown
     */
    DecidedAct approve(Actor actor, long id, Octets shown) {
        return decideActs.approve(actor, id, shown);
    }

    void withdraw(Actor actor, long id) {
        decideActs.withdraw(actor, id);
    }

    private @Nullable Preview preview(Actor actor, DecidedAct act) {
        return isOpen(act) ? decideActs.preview(actor, act) : null;
    }

    private static boolean isOpen(DecidedAct act) {
        return switch (act) {
            case DecidedAct.Proposed _, DecidedAct.Approved _ -> true;
            case DecidedAct.Done _, DecidedAct.Withdrawn _ -> false;
        };
    }

    private static boolean isEmergency(Actor actor, DecidedAct act) {
        return turn(actor, act) == ActRow.Turn.MINE && act.plan().act() instanceof Act.RevokeCa;
    }

    private static ActRow.Turn turn(Actor actor, DecidedAct act) {
        return switch (act) {
            case DecidedAct.Proposed _ ->
                    cannotApprove(actor, act) == null
                            ? ActRow.Turn.MINE
                            : ActRow.Turn.ANOTHER_PERSONS;
            case DecidedAct.Approved _ -> ActRow.Turn.THE_INSTALLATIONS;
            case DecidedAct.Done _, DecidedAct.Withdrawn _ -> ActRow.Turn.NOBODYS;
        };
    }

    private static @Nullable String cannotApprove(Actor actor, DecidedAct act) {
        if (!(act instanceof DecidedAct.Proposed proposed)) {
            return TEXTS.say("it-is-already", ActBadge.word(act.state()));
        }
        if (!actor.may(Permission.DECIDE)) {
            return TEXTS.say("your-role-may-look-at");
        }
        if (proposed.proposal().name().equals(actor.name())) {
            return TEXTS.say("you-proposed-it-so-another");
        }
        return act.plan().act().isAbout(actor.name())
                ? TEXTS.say("it-is-about-you-so-another")
                : null;
    }

    private static ActRow row(Actor actor, DecidedAct act, List<Generation> generations) {
        var approval =
                switch (act) {
                    case DecidedAct.Approved approved -> approved.approval();
                    case DecidedAct.Done done -> done.approval();
                    case DecidedAct.Proposed _, DecidedAct.Withdrawn _ -> null;
                };
        var turn = turn(actor, act);
        return new ActRow(
                act.id(),
                ActTitles.of(act.plan().act(), generations),
                act.state(),
                turn,
                standing(act, turn),
                act.proposal(),
                approval);
    }

    private static String standing(DecidedAct act, ActRow.Turn turn) {
        return switch (act) {
            case DecidedAct.Proposed _ ->
                    turn == ActRow.Turn.MINE
                            ? TEXTS.say("waits-for-your-approval")
                            : TEXTS.say("waits-for-another-persons-approval");
            case DecidedAct.Approved approved -> {
                var reason = approved.waitsFor();
                yield reason == null ? TEXTS.say("is-being-carried-out") : reason;
            }
            case DecidedAct.Done done -> done.outcome();
            case DecidedAct.Withdrawn withdrawn ->
                    TEXTS.say("withdrawn-by", withdrawn.withdrawal().name());
        };
    }
}
