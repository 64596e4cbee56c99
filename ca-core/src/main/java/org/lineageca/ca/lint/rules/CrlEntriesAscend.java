package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Serial numbers ascend, so none stands twice, and there are as many as were meant. */
final class CrlEntriesAscend implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "DESIGN 3: entries come sorted, none twice";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var seen = subject.entries();
        if (seen.outOfOrder() != null) {
            return Optional.of("serial number " + seen.outOfOrder());
        }
        var meant = subject.content().extent().entries();
        return seen.count() == meant
                ? Optional.empty()
                : Optional.of("it has " + seen.count() + " entries where " + meant + " were meant");
    }
}
