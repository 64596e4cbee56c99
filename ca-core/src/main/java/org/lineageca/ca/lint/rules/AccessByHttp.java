package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.lineageca.ca.lint.Lint;

/**
 * Status and issuers are fetched over plain HTTP: whoever asks is about to check what TLS needs.
 */
final class AccessByHttp implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 8, BR 7.1.2.7.7";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.access().stream()
                .map(AccessDescription::getAccessLocation)
                .filter(location -> !Uris.isHttp(location))
                .findFirst()
                .map(location ->
                        "'%s' in authorityInfoAccess is no http URI".formatted(location.getName()));
    }
}
