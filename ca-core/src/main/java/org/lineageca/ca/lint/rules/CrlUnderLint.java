package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.crl.TbsCertList;

/**
 * A TBSCertList read back from its encoding, beside what it was made from.
 *
 * @param frame all of it but the entries
 * @param entries what was seen of these as they passed
 */
public record CrlUnderLint(TbsCertList content, TBSCertList frame, EntriesSeen entries) {

    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return Optional.ofNullable(frame.getExtensions())
                .map(extensions -> extensions.getExtension(type));
    }
}
