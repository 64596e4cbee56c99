package org.lineageca.console.exchange;

/** What came of something a person asked for, to be shown where they asked. */
sealed interface Answer {

    /** It was done. */
    record Done(String words) implements Answer {}

    /** It was not, and why. */
    record Refused(String why) implements Answer {}
}
