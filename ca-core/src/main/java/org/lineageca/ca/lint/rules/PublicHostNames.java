package org.lineageca.ca.lint.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Host names of the public Internet are no single labels and in no reserved domain. */
final class PublicHostNames implements Lint<CertificateFields> {

    private static final Set<String> RESERVED =
            Set.of(
                    "alt",
                    "arpa",
                    "corp",
                    "example",
                    "home",
                    "internal",
                    "invalid",
                    "lan",
                    "local",
                    "localdomain",
                    "localhost",
                    "mail",
                    "onion",
                    "private",
                    "test");

    @Override
    public String source() {
        return "BR 4.2.2, RFC 6761, RFC 6762, RFC 9476";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.isServer()
                ? subject.names(GeneralName.dNSName).stream()
                        .filter(PublicHostNames::isInternal)
                        .findFirst()
                        .map("'%s' is an internal name"::formatted)
                : Optional.empty();
    }

    private static boolean isInternal(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 || RESERVED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
