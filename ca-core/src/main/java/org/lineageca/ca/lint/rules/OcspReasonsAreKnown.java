package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Reasons of revocation are those of CRLs; unspecified is not written. */
final class OcspReasonsAreKnown implements Lint<OcspFields> {

    @Override
    public String source() {
        return "BR 7.3, RFC 5280 5.3.1";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.singles()
                .filter(single -> single.reason() != null && !isWritten(single.reason()))
                .findFirst()
                .map(single ->
                        "%s has the reason %d".formatted(single.certificate(), single.reason()));
    }

    private static boolean isWritten(int reason) {
        return reason >= 1 && reason <= 10 && reason != 7 && reason != 8;
    }
}
