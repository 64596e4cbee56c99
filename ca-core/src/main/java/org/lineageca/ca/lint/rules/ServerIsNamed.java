package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/** A certificate for TLS servers names them in subjectAltName, by host names and addresses. */
final class ServerIsNamed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 7.1.2.7.12, RFC 9525";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.isServer()) {
            return Optional.empty();
        }
        if (!subject.has(Extension.subjectAlternativeName)) {
            return Optional.of("it is for a TLS server and has no subjectAltName");
        }
        return subject.names().stream()
                .filter(name ->
                        name.getTagNo() != GeneralName.dNSName
                                && name.getTagNo() != GeneralName.iPAddress)
                .findFirst()
                .map(name ->
                        "it is for a TLS server and has a name of kind [" + name.getTagNo() + "]");
    }
}
