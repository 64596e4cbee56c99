package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.octets.Octets;

/** But for poison and SCTs, a certificate is, octet for octet, what logs saw of it. */
final class SaysWhatWasLogged implements Lint<CertificateUnderLint> {

    private final Octets precertificate;

    /**
     * Compares with a precertificate.
     *
     * @param precertificate its TBSCertificate
     */
    SaysWhatWasLogged(Octets precertificate) {
        this.precertificate = precertificate;
    }

    @Override
    public String source() {
        return "RFC 6962 3.1, 3.2, BR 7.1.2.9";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        if (subject.extension(TransparencyExtensions.SCT_LIST).isEmpty()) {
            return Optional.of("it was logged, and has no SCTs");
        }
        return TransparencyExtensions.logged(subject.fields().der())
                        .equals(TransparencyExtensions.logged(precertificate))
                ? Optional.empty()
                : Optional.of("it differs from its precertificate in more than poison and SCTs");
    }
}
