package org.lineageca.console.profile;

import org.lineageca.ca.lifecycle.DecideActs;

/** What a document that is being written comes to. */
sealed interface DocumentCheck {

    /** It can be proposed. */
    record Possible(DecideActs.Previewed previewed) implements DocumentCheck {}

    /**
     * It cannot.
     *
     * @param line from 1; 0 where it is the whole
     * @param column from 1
     * @param what is wrong, naming the place
     */
    record Wrong(int line, int column, String what) implements DocumentCheck {}
}
