package org.lineageca.publisher.observe;

import java.util.Locale;

/** How what relying parties see compares with what was published. */
public enum Outcome {
    /** It is what was published last. */
    AS_PUBLISHED(false),

    /** An earlier or later one of ours, as caches and other publishers show for a moment. */
    CATCHING_UP(false),

    /** An earlier one of ours, for longer than caches may keep it. */
    BEHIND(true),

    /** One of the right key with a number that the database does not know. */
    AHEAD(true),

    /** Something that the generation's key did not sign, or not as it was published. */
    FOREIGN(true),

    /** The server answers, but not with it. */
    MISSING(true),

    /** Nobody answers in time. */
    UNREACHABLE(true);

    private final boolean alarming;

    Outcome(boolean alarming) {
        this.alarming = alarming;
    }

    /** Whether somebody must look. */
    public boolean isAlarming() {
        return alarming;
    }

    /** As in a metric. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
