package org.lineageca.console.planning;

import org.lineageca.ca.lifecycle.DecideActs;

/** What came of an attempt to plan an act. */
sealed interface Attempt {

    /** Possible, and this is what it would be. */
    record Possible(DecideActs.Previewed previewed) implements Attempt {}

    /** Not possible as asked, and why. */
    record Impossible(String why) implements Attempt {}
}
