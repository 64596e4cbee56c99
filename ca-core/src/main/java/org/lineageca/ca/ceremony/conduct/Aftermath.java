package org.lineageca.ca.ceremony.conduct;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.RunState;

/** What is done with a real run when it has ended; each may be asked again after a crash. */
public interface Aftermath {

    /** Takes over what it left behind, and marks it as settled, in one transaction. */
    void settle(long run, RunState state, Actor actor);

    /** Packs it for other installations, while the token is still active. */
    void pack(long run, RunState state, Actor actor);
}
