package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.lineageca.ca.lint.Lint;

/** Expired certificates are answered for from a time in the past on. */
final class OcspArchiveCutoff implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.4.4";
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        var produced = subject.producedAt();
        return subject.extensions().stream()
                .filter(extension ->
                        extension
                                .getExtnId()
                                .equals(OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff))
                .map(extension ->
                        OcspFields.instant(
                                ASN1GeneralizedTime.getInstance(extension.getParsedValue())))
                .filter(cutoff -> cutoff.isAfter(produced))
                .findFirst()
                .map(cutoff -> "produced %s, archive cut-off %s".formatted(produced, cutoff));
    }
}
