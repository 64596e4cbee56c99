package org.lineageca.ca.issuance;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Attributes of a subject that profiles may allow, with the upper bounds of X.520. */
public enum SubjectAttribute {
    COUNTRY("C", BCStyle.C, 2),
    STATE("ST", BCStyle.ST, 128),
    LOCALITY("L", BCStyle.L, 128),
    STREET("street", BCStyle.STREET, 128),
    POSTAL_CODE("postalCode", BCStyle.POSTAL_CODE, 40),
    ORGANISATION("O", BCStyle.O, 64),
    ORGANISATION_IDENTIFIER("organizationIdentifier", BCStyle.ORGANIZATION_IDENTIFIER, 256),
    ORGANISATIONAL_UNIT("OU", BCStyle.OU, 64),
    COMMON_NAME("CN", BCStyle.CN, 64),
    SURNAME("SN", BCStyle.SURNAME, 64),
    GIVEN_NAME("GN", BCStyle.GIVENNAME, 64),
    TITLE("title", BCStyle.T, 64),
    PSEUDONYM("pseudonym", BCStyle.PSEUDONYM, 128),
    SERIAL_NUMBER("serialNumber", BCStyle.SERIALNUMBER, 64);

    /** A constant holds nothing that could change. */
    private static final class Types {

        static final Map<SubjectAttribute, ASN1ObjectIdentifier> ALL =
                Arrays.stream(values())
                        .collect(
                                Collectors.toMap(
                                        value -> value,
                                        value -> new ASN1ObjectIdentifier(value.oid)));
    }

    private final String text;
    private final String oid;
    private final int longest;

    SubjectAttribute(String text, ASN1ObjectIdentifier type, int longest) {
        this.text = text;
        this.oid = type.getId();
        this.longest = longest;
    }

    /** Its name in documents. */
    public String text() {
        return text;
    }

    public static Optional<SubjectAttribute> ofText(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }

    /** All names, for people. */
    public static String texts() {
        return Arrays.stream(values())
                .map(SubjectAttribute::text)
                .collect(Collectors.joining(", "));
    }

    ASN1ObjectIdentifier type() {
        return Objects.requireNonNull(Types.ALL.get(this));
    }

    /** In characters (RFC 5280 appendix A.1). */
    public int longest() {
        return longest;
    }

    boolean isPrintable() {
        return this == COUNTRY || this == SERIAL_NUMBER;
    }

    /** What makes a value no value of this attribute; empty if nothing does. */
    public Optional<String> problem(String value) {
        if (value.isBlank() || value.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("it is empty or has characters that cannot be printed");
        }
        if (this == COUNTRY && !value.matches("[A-Z]{2}")) {
            return Optional.of("a country is two capital letters (ISO 3166)");
        }
        return isPrintable() && !DERPrintableString.isPrintableString(value)
                ? Optional.of("it has characters that a PrintableString has not")
                : Optional.empty();
    }

    ASN1Encodable encoded(String value) {
        return isPrintable() ? new DERPrintableString(value) : new DERUTF8String(value);
    }
}
