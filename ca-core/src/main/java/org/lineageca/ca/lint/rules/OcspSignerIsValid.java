package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** The certificate that comes along was valid when the answer was produced. */
final class OcspSignerIsValid implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.2.2.2, RFC 5280 6.1.3";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        var produced = subject.producedAt();
        return subject.signer()
                .filter(signer ->
                        produced.isBefore(signer.notBefore().instant())
                                || produced.isAfter(signer.notAfter().instant()))
                .map(signer ->
                        "produced %s, its certificate is valid from %s to %s"
                                .formatted(
                                        produced,
                                        signer.notBefore().instant(),
                                        signer.notAfter().instant()));
    }
}
