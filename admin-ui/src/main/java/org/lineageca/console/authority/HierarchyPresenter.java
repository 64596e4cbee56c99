package org.lineageca.console.authority;

import jakarta.inject.Singleton;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.HierarchyGraph;
import org.lineageca.console.picture.Picture;

/** The picture of all authorities. */
@Singleton
public final class HierarchyPresenter {

    private static final Texts TEXTS = Texts.of(HierarchyPresenter.class);

    private static final int MOST_ACTS = 1_000;

    private final ListGenerations generations;
    private final DecideActs acts;

    HierarchyPresenter(ListGenerations generations, DecideActs acts) {
        this.generations = generations;
        this.acts = acts;
    }

    Picture picture(Actor actor) {
        var certified =
                generations.all(actor).stream()
                        .map(generation ->
                                new HierarchyMaking.Certified(
                                        generation,
                                        generations.certificates(
                                                actor, generation.identity().id())))
                        .toList();
        return HierarchyGraph.draw(
                "hierarchy",
                TEXTS.say("who-certified-whom"),
                HierarchyMaking.hierarchy(certified, rolls(actor)));
    }

    private List<Act.Roll> rolls(Actor actor) {
        return acts.newest(actor, MOST_ACTS).stream()
                .filter(act -> act instanceof DecidedAct.Approved || act instanceof DecidedAct.Done)
                .map(act -> act.plan().act())
                .filter(Act.Roll.class::isInstance)
                .map(Act.Roll.class::cast)
                .toList();
    }
}
