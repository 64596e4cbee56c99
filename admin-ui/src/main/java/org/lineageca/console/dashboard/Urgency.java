package org.lineageca.console.dashboard;

/** How pressing something is; the most pressing first. */
enum Urgency {
    /** Something is broken, or a limit is passed or about to be. */
    NOW,
    /** It will break, or pass its limit, unless somebody acts. */
    SOON,
    /** It lies ahead and takes its course. */
    AHEAD;

    boolean isUrgent() {
        return this != AHEAD;
    }
}
