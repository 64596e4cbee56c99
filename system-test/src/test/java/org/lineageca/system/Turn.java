package org.lineageca.system;

/**
 * The {@code @Order} of test classes, two of which run side by side. Those without any come first,
 * on the installations they share; then those that start their own.
 */
final class Turn {

    /** Leaves other CAs than it found on {@link Disturbed}. */
    static final int REPLACES_CAS = Integer.MAX_VALUE - 2;

    /** Has its own installation, and takes the longest. */
    static final int LONG = Integer.MAX_VALUE - 1;

    /** Has its own installation. */
    static final int ALONE = Integer.MAX_VALUE;

    private Turn() {}
}
