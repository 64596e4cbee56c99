package org.lineageca.ca.lint;

import java.util.List;
import java.util.function.BiFunction;
import org.lineageca.octets.Octets;

/**
 * The rules for one kind of structure.
 *
 * @param <T> the content
 * @param <S> what the rules look at, read back from the encoding
 */
public final class LintProfile<T, S> {

    private final BiFunction<T, Octets, S> reader;
    private final List<Lint<S>> lints;

    public LintProfile(BiFunction<T, Octets, S> reader, List<Lint<S>> lints) {
        this.reader = reader;
        this.lints = List.copyOf(lints);
    }

    /**
     * Checks the encoding, not the intention.
     *
     * @throws LintFailedException with every finding
     */
    public Linted<T> admit(T content, Octets toBeSigned) {
        var subject = reader.apply(content, toBeSigned);
        return new Linted<>(content, toBeSigned, Findings.none(lints, subject));
    }

    /** All that the rules have to say, errors and warnings. */
    public List<Finding> findings(T content, Octets toBeSigned) {
        return Findings.all(lints, reader.apply(content, toBeSigned));
    }
}
