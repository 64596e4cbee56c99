package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.ca.lint.Lint;

/** The common name of a TLS server is one of its alternative names. */
final class CommonNameIsAlternativeName implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 7.1.4.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.isServer()) {
            return Optional.empty();
        }
        var names =
                subject.names().stream()
                        .map(ServerNames::text)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return Arrays.stream(subject.subject().getRDNs(BCStyle.CN))
                .map(rdn -> NameAttributes.text(rdn.getFirst()))
                .filter(name -> !names.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map("the common name '%s' is not among the alternative names"::formatted);
    }
}
