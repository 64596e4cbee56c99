package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** The poison of a precertificate is critical, and NULL. */
final class PoisonIsCritical implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 6962 3.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var poison = subject.extension(TransparencyExtensions.POISON);
        if (poison.isEmpty()) {
            return Optional.empty();
        }
        return poison.get().isCritical()
                        && subject.value(TransparencyExtensions.POISON)
                                .filter(DERNull.INSTANCE::equals)
                                .isPresent()
                ? Optional.empty()
                : Optional.of("the poison is not critical, or is not NULL");
    }
}
