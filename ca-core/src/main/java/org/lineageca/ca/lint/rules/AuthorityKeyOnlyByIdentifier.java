package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Issuer and serial in authorityKeyIdentifier break renewal. */
final class AuthorityKeyOnlyByIdentifier implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 7.1.2.11.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var identifier =
                AuthorityKeyIdentifier.getInstance(
                        subject.value(Extension.authorityKeyIdentifier).orElse(null));
        return identifier != null
                        && (identifier.getAuthorityCertIssuer() != null
                                || identifier.getAuthorityCertSerialNumber() != null)
                ? Optional.of("authorityKeyIdentifier names issuer and serial")
                : Optional.empty();
    }
}
