package org.lineageca.ca.mass;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.access.Actor;

/** Where lists are filled by selections. Each method is one transaction. */
public interface SelectionStore {

    /** Begins a list that a selection fills; nothing is on it yet. */
    long open(Selection selection, Instant at, Actor actor);

    /** The lists that are not full, the oldest first. */
    List<Long> filling();

    /**
     * Looks at the next certificates, some ten thousand, and puts those on the list that are
     * selected; goes on where the last step ended, on any node.
     *
     * @return whether it has looked at all of them
     */
    boolean fillNext(long id, Instant at);
}
