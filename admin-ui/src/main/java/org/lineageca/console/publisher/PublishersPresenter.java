package org.lineageca.console.publisher;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.PublisherOrders.Finding;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.lifecycle.RollBackCrl;
import org.lineageca.console.watch.ProgramState;

/** What the view of CRL publishers shows and does. */
@Singleton
public final class PublishersPresenter {

    private final PublisherWatch watch;
    private final ListGenerations generations;
    private final RollBackCrl rollBackCrl;
    private final InstantSource clock;

    PublishersPresenter(
            PublisherWatch watch,
            ListGenerations generations,
            RollBackCrl rollBackCrl,
            InstantSource clock) {
        this.watch = watch;
        this.generations = generations;
        this.rollBackCrl = rollBackCrl;
        this.clock = clock;
    }

    /** One for each publisher that is configured, always in the same order. */
    List<PublisherCard> cards(Actor actor) {
        var named =
                generations.all(actor).stream()
                        .map(generation -> generation.identity())
                        .collect(
                                Collectors.toMap(
                                        identity -> identity.id().label(),
                                        identity ->
                                                new PublisherCardMaking.Named(
                                                        identity.id(),
                                                        identity.name().commonName())));
        var mayRollBack = actor.may(Permission.ISSUE_CRL);
        return watch.publishers().stream()
                .map(publisher ->
                        new PublisherCardMaking(publisher, named, mayRollBack, clock.instant())
                                .card(watch.sight(publisher)))
                .toList();
    }

    /** Each publisher that is configured, in one line. */
    public List<ProgramState> programs(Actor actor) {
        actor.require(Permission.VIEW);
        return watch.publishers().stream()
                .map(publisher ->
                        new PublisherCardMaking(publisher, Map.of(), false, clock.instant())
                                .state(watch.sight(publisher)))
                .toList();
    }

    /** What the publisher's guard says. */
    Finding examine(Actor actor, Published crl) {
        return rollBackCrl.examine(actor, crl);
    }

    /**
     * Has it done.
     *
     * @param because for the audit trail
     */
    Outcome rollBack(Actor actor, Published crl, String because) {
        return rollBackCrl.rollBack(actor, crl, because);
    }
}
