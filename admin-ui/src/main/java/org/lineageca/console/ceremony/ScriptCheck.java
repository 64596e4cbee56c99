package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.CeremonyPlan;

/** What a script that is being written comes to. */
sealed interface ScriptCheck {

    record Planned(CeremonyPlan plan) implements ScriptCheck {}

    /**
     * It cannot be planned.
     *
     * @param line from 1; 0 where it is the whole
     * @param column from 1
     * @param what is wrong, naming the place
     */
    record Wrong(int line, int column, String what) implements ScriptCheck {}
}
