package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.ca.lint.Lint;

/** countryName is a code of two capital letters. */
final class CountryIsTwoLetters implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "X.520 6.3.1, ISO 3166-1, BR 7.1.4.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return NameAttributes.of(subject)
                .filter(attribute -> attribute.getType().equals(BCStyle.C))
                .map(NameAttributes::text)
                .filter(text -> !text.matches("[A-Z]{2}"))
                .findFirst()
                .map("countryName is '%s'"::formatted);
    }
}
