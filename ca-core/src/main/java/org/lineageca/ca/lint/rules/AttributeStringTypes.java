package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.ca.lint.Lint;

/**
 * Attributes of names are PrintableString or UTF8String; domain components and mailboxes IA5String.
 */
final class AttributeStringTypes implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.4, A.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return NameAttributes.of(subject)
                .filter(attribute -> !isRight(attribute))
                .findFirst()
                .map(attribute ->
                        "attribute %s is a %s"
                                .formatted(
                                        attribute.getType(),
                                        attribute.getValue().getClass().getSimpleName()));
    }

    private static boolean isRight(AttributeTypeAndValue attribute) {
        var type = attribute.getType();
        var value = attribute.getValue();
        if (type.equals(BCStyle.DC) || type.equals(BCStyle.EmailAddress)) {
            return value instanceof ASN1IA5String;
        }
        if (type.equals(BCStyle.C) || type.equals(BCStyle.SERIALNUMBER)) {
            return value instanceof ASN1PrintableString;
        }
        return value instanceof ASN1PrintableString || value instanceof ASN1UTF8String;
    }
}
