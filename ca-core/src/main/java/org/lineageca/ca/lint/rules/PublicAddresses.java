package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Addresses of the public Internet are in no reserved block. */
final class PublicAddresses implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 4.2.2, RFC 6890";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.isServer()
                ? subject.names().stream()
                        .filter(name -> name.getTagNo() == GeneralName.iPAddress)
                        .filter(name -> ServerNames.isReserved(name))
                        .findFirst()
                        .map(name -> "%s is a reserved address".formatted(ServerNames.text(name)))
                : Optional.empty();
    }
}
