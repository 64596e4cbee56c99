package org.lineageca.console.act;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;

/**
 * An act as the list shows it.
 *
 * @param standing what it waits for, or what came of it
 * @param approval null while nobody has approved it
 */
record ActRow(
        long id,
        String title,
        String state,
        Turn turn,
        String standing,
        DecidedAct.Signature proposal,
        DecidedAct.@Nullable Signature approval) {

    /** Whose turn it is; the most urgent first. */
    enum Turn {
        MINE,
        ANOTHER_PERSONS,
        THE_INSTALLATIONS,
        NOBODYS
    }
}
