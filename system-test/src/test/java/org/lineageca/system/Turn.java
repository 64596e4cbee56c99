package org.lineageca.system;

/**
 * The {@code @Order} of test classes, two of which run side by side. Those that start their own
 * installation come first; then those without any, one on each of the installations they share.
 */
final class Turn {

    /** Has its own installation, and takes the longest. */
    static final int LONG = 1;

    /** Has its own installation. */
    static final int ALONE = 2;

    /** Leaves other CAs than it found on {@link Disturbed}. */
    static final int REPLACES_CAS = Integer.MAX_VALUE;

    private Turn() {}
}
