package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lint.Lint;

/** A TLS server certificate names its server in subjectAltName. */
final class ServerIsNamed implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "BR 7.1.2.7.12, RFC 9525";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var server = subject.content().template() == CertificateTemplate.TLS_SERVER;
        return server && subject.extension(Extension.subjectAlternativeName).isEmpty()
                ? Optional.of("it is for a TLS server and has no subjectAltName")
                : Optional.empty();
    }
}
