package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/** Read and written again in DER it is the same, and no default is written out. */
final class EncodedInDer implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.1, X.690 10 and 11";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        try {
            var again =
                    ASN1Primitive.fromByteArray(subject.given().toArray())
                            .getEncoded(ASN1Encoding.DER);
            if (!Octets.of(again).equals(subject.given())) {
                return Optional.of("it is encoded in BER");
            }
            for (var extension : subject.extensions()) {
                var value = extension.getExtnValue().getOctets();
                if (value.length == 0) {
                    return Optional.of(
                            "extension %s has an empty value".formatted(extension.getExtnId()));
                }
                if (!Arrays.equals(
                        ASN1Primitive.fromByteArray(value).getEncoded(ASN1Encoding.DER), value)) {
                    return Optional.of(
                            "extension %s is encoded in BER".formatted(extension.getExtnId()));
                }
            }
            return subject.writesDefaults()
                    ? Optional.of("an extension says critical FALSE, which is the default")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("it is no DER: " + e.getMessage());
        }
    }
}
