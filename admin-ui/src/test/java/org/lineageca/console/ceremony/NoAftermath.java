package org.lineageca.console.ceremony;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.conduct.Aftermath;

/** For tests in which no run comes to its end. */
record NoAftermath() implements Aftermath {

    @Override
    public void settle(long run, RunState state, Actor actor) {
        throw new AssertionError("run " + run + " came to its end");
    }

    @Override
    public void pack(long run, RunState state, Actor actor) {
        throw new AssertionError("run " + run + " came to its end");
    }
}
