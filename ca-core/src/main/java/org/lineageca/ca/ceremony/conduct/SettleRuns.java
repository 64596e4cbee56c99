package org.lineageca.ca.ceremony.conduct;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.RunState;

/** Takes over what runs held here left behind; each once. */
public final class SettleRuns implements Aftermath {

    /** Packs what is to be carried to other installations. */
    public interface Packing {
        void pack(long run, RunState state, Actor actor);
    }

    private final AdoptionStores.Transaction transaction;
    private final Packing packing;
    private final InstantSource clock;

    public SettleRuns(
            AdoptionStores.Transaction transaction, Packing packing, InstantSource clock) {
        this.transaction = transaction;
        this.packing = packing;
        this.clock = clock;
    }

    @Override
    public void settle(long run, RunState state, Actor actor) {
        var at = clock.instant();
        transaction.run(stores -> {
            if (!stores.ceremonies().unsettled().contains(run)) {
                return;
            }
            var adopt = new AdoptResults(stores, UnaryOperator.identity(), at, actor);
            switch (state.status()) {
                case CLOSED -> adopt.adopt(state.results().values());
                case ABORTED -> adopt.adoptAborted(state);
                case RUNNING -> throw new IllegalStateException("run " + run + " goes on");
            }
            stores.ceremonies().settled(run, at);
        });
    }

    @Override
    public void pack(long run, RunState state, Actor actor) {
        packing.pack(run, state, actor);
    }
}
