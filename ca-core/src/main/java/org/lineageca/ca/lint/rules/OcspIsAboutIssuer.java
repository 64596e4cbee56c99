package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Each certificate is named by the name and the key of its issuer. */
final class OcspIsAboutIssuer implements Lint<AnswerBesideIssuer> {

    @Override
    public String source() {
        return "RFC 6960 4.1.1";
    }

    @Override
    public Optional<String> check(AnswerBesideIssuer subject) {
        return subject.answer()
                .ids()
                .filter(id -> !subject.names(id))
                .findFirst()
                .map(id -> "%x is of another issuer".formatted(id.getSerialNumber().getValue()));
    }
}
