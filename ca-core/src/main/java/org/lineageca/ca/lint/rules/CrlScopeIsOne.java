package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** issuingDistributionPoint says something, and names one kind of certificates at most. */
final class CrlScopeIsOne implements Lint<CrlFields> {

    /** onlyContainsUserCerts, onlyContainsCACerts, onlyContainsAttributeCerts; true where there. */
    private static final Set<Integer> KINDS = Set.of(1, 2, 5);

    @Override
    public String source() {
        return "RFC 5280 5.2.5";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.extension(Extension.issuingDistributionPoint)
                .map(Extension::getParsedValue)
                .map(ASN1Sequence::getInstance)
                .flatMap(CrlScopeIsOne::problem);
    }

    private static Optional<String> problem(ASN1Sequence value) {
        if (value.size() == 0) {
            return Optional.of("issuingDistributionPoint is empty");
        }
        var kinds =
                Stream.of(value.toArray())
                        .map(field -> ASN1TaggedObject.getInstance(field).getTagNo())
                        .filter(KINDS::contains)
                        .count();
        return kinds > 1
                ? Optional.of("it is only for certificates of " + kinds + " kinds")
                : Optional.empty();
    }
}
