package org.lineageca.console.act;

import org.lineageca.console.shell.Badge;

/** An act's state as a badge. */
final class ActBadge {

    private ActBadge() {}

    static Badge of(ActRow row) {
        return new Badge(
                row.state(),
                switch (row.turn()) {
                    case MINE -> Badge.Tone.WARNING;
                    case ANOTHER_PERSONS -> Badge.Tone.QUIET;
                    case THE_INSTALLATIONS -> Badge.Tone.WARNING;
                    case NOBODYS -> row.state().equals("Done") ? Badge.Tone.GOOD : Badge.Tone.QUIET;
                });
    }
}
