package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A delta points to no other delta. */
final class CrlDeltaHasNoFreshest implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.2.6";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.extension(Extension.deltaCRLIndicator)
                .flatMap(_ -> subject.extension(Extension.freshestCRL))
                .map(_ -> "it has deltaCRLIndicator and freshestCRL");
    }
}
