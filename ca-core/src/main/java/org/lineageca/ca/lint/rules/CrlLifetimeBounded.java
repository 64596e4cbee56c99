package org.lineageca.ca.lint.rules;

import java.time.Duration;
import java.util.Optional;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.Lint;

/** A CRL has a nextUpdate after its thisUpdate, at most a year on; the last one never ends. */
final class CrlLifetimeBounded implements Lint<CrlUnderLint> {

    private static final Duration MAX = Duration.ofDays(366);

    @Override
    public String source() {
        return "BR 4.9.7";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var thisUpdate = subject.frame().getThisUpdate().getDate().toInstant();
        var next = subject.frame().getNextUpdate();
        if (next == null) {
            return Optional.of("nextUpdate is absent");
        }
        var nextUpdate = next.getDate().toInstant();
        if (subject.content().isFinal()) {
            return nextUpdate.equals(TbsCertList.NEVER)
                    ? Optional.empty()
                    : Optional.of("it is the last, but its nextUpdate is " + nextUpdate);
        }
        return nextUpdate.isAfter(thisUpdate) && !nextUpdate.isAfter(thisUpdate.plus(MAX))
                ? Optional.empty()
                : Optional.of(
                        "nextUpdate " + nextUpdate + " is not within a year after " + thisUpdate);
    }
}
