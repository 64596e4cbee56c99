package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;

/** The attributes of names. */
final class NameAttributes {

    private NameAttributes() {}

    /** Of subject and issuer. */
    static Stream<AttributeTypeAndValue> of(CertificateFields certificate) {
        return Stream.concat(of(certificate.subject()), of(certificate.issuer()));
    }

    static Stream<AttributeTypeAndValue> of(X500Name name) {
        return Arrays.stream(name.getRDNs()).flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()));
    }

    /** Its characters; of what is no string, how it is shown. */
    static String text(AttributeTypeAndValue attribute) {
        return attribute.getValue() instanceof ASN1String string
                ? string.getString()
                : attribute.getValue().toString();
    }
}
