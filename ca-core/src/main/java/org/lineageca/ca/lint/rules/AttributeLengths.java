package org.lineageca.ca.lint.rules;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.ca.lint.Lint;

/** Attributes of names are not empty and not longer than their upper bounds. */
final class AttributeLengths implements Lint<CertificateFields> {

    private static final int OTHERS = 32_768;

    private static final Map<ASN1ObjectIdentifier, Integer> MOST =
            Map.of(
                    BCStyle.CN, 64,
                    BCStyle.O, 64,
                    BCStyle.OU, 64,
                    BCStyle.L, 128,
                    BCStyle.ST, 128,
                    BCStyle.SERIALNUMBER, 64,
                    BCStyle.EmailAddress, 255,
                    BCStyle.C, 2);

    @Override
    public String source() {
        return "RFC 5280 A.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return NameAttributes.of(subject)
                .filter(attribute -> {
                    var length = NameAttributes.text(attribute).length();
                    return length == 0 || length > MOST.getOrDefault(attribute.getType(), OTHERS);
                })
                .findFirst()
                .map(attribute ->
                        "attribute %s has %d characters"
                                .formatted(
                                        attribute.getType(),
                                        NameAttributes.text(attribute).length()));
    }
}
