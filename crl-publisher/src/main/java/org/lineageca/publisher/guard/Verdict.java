package org.lineageca.publisher.guard;

/** The guard's decision about one candidate. */
public sealed interface Verdict<T> {

    /** It may leave the building; {@code content} is what it says. */
    record Publish<T>(T content) implements Verdict<T> {}

    /**
     * It may not.
     *
     * @param why one sentence for an operator
     */
    record Refuse<T>(RefusalReason reason, String why) implements Verdict<T> {}
}
