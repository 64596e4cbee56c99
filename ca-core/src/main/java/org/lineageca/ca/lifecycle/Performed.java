package org.lineageca.ca.lifecycle;

/** What came of carrying out an act. */
public sealed interface Performed {

    /**
     * It is done.
     *
     * @param outcome what came of it, a sentence
     */
    record Done(String outcome) implements Performed {}

    /**
     * It goes on later, from where it stands.
     *
     * @param reason what it waits for, a sentence
     */
    record Waits(String reason) implements Performed {}
}
