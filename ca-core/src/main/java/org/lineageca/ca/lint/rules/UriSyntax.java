package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/** A uniformResourceIdentifier has a scheme and what follows it. */
final class UriSyntax implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6, RFC 3986";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.names(GeneralName.uniformResourceIdentifier).stream()
                .filter(name -> !Uris.isAbsolute(name))
                .findFirst()
                .map("'%s' is no absolute URI"::formatted);
    }
}
