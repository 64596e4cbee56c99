package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/** An iPAddress has 4 or 16 octets. */
final class IpAddressSyntax implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.names().stream()
                .filter(name -> name.getTagNo() == GeneralName.iPAddress)
                .map(name -> ASN1OctetString.getInstance(name.getName()).getOctets().length)
                .filter(length -> length != 4 && length != 16)
                .findFirst()
                .map("an iPAddress has %d octets"::formatted);
    }
}
