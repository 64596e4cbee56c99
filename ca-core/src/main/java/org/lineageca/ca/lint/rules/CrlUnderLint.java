package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.octets.Octets;

/** A TBSCertList read back from its encoding, beside what it was made from. */
public record CrlUnderLint(TbsCertList content, TBSCertList tbs) {

    static CrlUnderLint read(TbsCertList content, Octets toBeSigned) {
        return new CrlUnderLint(content, TBSCertList.getInstance(toBeSigned.toArray()));
    }

    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return Optional.ofNullable(tbs.getExtensions())
                .map(extensions -> extensions.getExtension(type));
    }
}
