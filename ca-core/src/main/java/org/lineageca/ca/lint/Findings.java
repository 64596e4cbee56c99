package org.lineageca.ca.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rules have to say of one subject. */
public final class Findings {

    private Findings() {}

    /** Asks each rule; what one cannot read is its finding. */
    public static <S> List<Finding> all(List<Lint<S>> lints, S subject) {
        var findings = new ArrayList<Finding>();
        for (var lint : lints) {
            check(lint, subject).ifPresent(text -> findings.add(Finding.of(lint, text)));
        }
        return findings;
    }

    /** Whatever a rule stumbles over in malformed DER is what it found. */
    private static <S> Optional<String> check(Lint<S> lint, S subject) {
        try {
            return lint.check(subject);
        } catch (NullPointerException e) {
            return Optional.of("what it looks at cannot be read: something in it is missing");
        } catch (RuntimeException e) {
            return Optional.of("what it looks at cannot be read: " + e.getMessage());
        }
    }

    /**
     * Asks each rule.
     *
     * @return the warnings
     * @throws LintFailedException with every error
     */
    static <S> List<Finding> none(List<Lint<S>> lints, S subject) {
        var findings = all(lints, subject);
        if (findings.isEmpty()) {
            return findings;
        }
        var errors = findings.stream().filter(Finding::isError).map(Finding::toString).toList();
        if (!errors.isEmpty()) {
            throw new LintFailedException(errors);
        }
        return findings;
    }
}
