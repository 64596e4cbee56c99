package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/**
 * Each entry has a serial number, a time, and none but the extensions we know; removeFromCRL "may
 * only appear in delta CRLs".
 */
final class CrlEntriesAreOfItsKind implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.6, 5.3.1";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var seen = subject.entries();
        if (seen.malformed() != null) {
            return Optional.of(seen.malformed());
        }
        if (seen.removals() > 0 && !subject.content().isDelta()) {
            return Optional.of(
                    seen.removals() + " entries say removeFromCRL, and it is not a delta");
        }
        return Optional.empty();
    }
}
