package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.octets.Octets;

/**
 * What anybody's CRL says (RFC 5280 5.1).
 *
 * @param outer the algorithm beside the signature
 * @param hasEmptyList whether revokedCertificates is there without an entry
 */
record CrlFields(TBSCertList tbs, AlgorithmIdentifier outer, boolean hasEmptyList) {

    static CrlFields of(Octets crl) {
        var parts = ASN1Sequence.getInstance(crl.toArray());
        var fields = ASN1Sequence.getInstance(parts.getObjectAt(0));
        var hasEmptyList = false;
        // The issuer may be empty, too: it stands before the times.
        for (var i = fields.size() - 2; i < fields.size(); i++) {
            hasEmptyList |= fields.getObjectAt(i) instanceof ASN1Sequence list && list.size() == 0;
        }
        return new CrlFields(
                TBSCertList.getInstance(fields),
                AlgorithmIdentifier.getInstance(parts.getObjectAt(1)),
                hasEmptyList);
    }

    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return Optional.ofNullable(tbs.getExtensions())
                .map(extensions -> extensions.getExtension(type));
    }
}
