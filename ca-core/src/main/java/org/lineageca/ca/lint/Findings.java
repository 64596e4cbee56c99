package org.lineageca.ca.lint;

import java.util.ArrayList;
import java.util.List;

/** What rules have to say of one subject. */
final class Findings {

    private Findings() {}

    /**
     * Asks each rule.
     *
     * @throws LintFailedException with every finding
     */
    static <S> void none(List<Lint<S>> lints, S subject) {
        var findings = new ArrayList<String>();
        for (var lint : lints) {
            lint.check(subject)
                    .ifPresent(finding ->
                            findings.add(
                                    lint.name() + ": " + finding + " (" + lint.source() + ")"));
        }
        if (!findings.isEmpty()) {
            throw new LintFailedException(findings);
        }
    }
}
