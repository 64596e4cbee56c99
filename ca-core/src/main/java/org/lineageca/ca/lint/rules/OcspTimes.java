package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** nextUpdate is later than thisUpdate, and neither was produced before it was known. */
final class OcspTimes implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.1";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        var produced = subject.producedAt();
        return subject.singles()
                .filter(single ->
                        single.thisUpdate().isAfter(produced)
                                || (single.nextUpdate() != null
                                        && !single.nextUpdate().isAfter(single.thisUpdate())))
                .findFirst()
                .map(single ->
                        "produced %s, thisUpdate %s, nextUpdate %s"
                                .formatted(produced, single.thisUpdate(), single.nextUpdate()));
    }
}
