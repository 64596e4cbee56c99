package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** A nonce has 1 to 128 octets. */
final class OcspNonceLength implements Lint<OcspFields> {

    private static final int LONGEST = 128;

    @Override
    public String source() {
        return "RFC 9654 2.1";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .map(nonce -> ASN1OctetString.getInstance(nonce.getParsedValue()).getOctetsLength())
                .filter(length -> length < 1 || length > LONGEST)
                .map(length -> "the nonce has " + length + " octets");
    }
}
