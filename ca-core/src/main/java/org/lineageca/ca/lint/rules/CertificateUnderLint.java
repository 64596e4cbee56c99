package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.octets.Octets;

/** A TBSCertificate read back from its encoding, beside what it was made from. */
public final class CertificateUnderLint {

    private final CertificateContent content;
    private final TBSCertificate tbs;
    private final CertificateFields fields;

    private CertificateUnderLint(
            CertificateContent content, TBSCertificate tbs, CertificateFields fields) {
        this.content = content;
        this.tbs = tbs;
        this.fields = fields;
    }

    static CertificateUnderLint read(CertificateContent content, Octets toBeSigned) {
        return new CertificateUnderLint(
                content,
                TBSCertificate.getInstance(toBeSigned.toArray()),
                CertificateFields.ofTbs(toBeSigned));
    }

    CertificateContent content() {
        return content;
    }

    TBSCertificate tbs() {
        return tbs;
    }

    /** The same without what it was made from. */
    CertificateFields fields() {
        return fields;
    }

    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return Optional.ofNullable(tbs.getExtensions())
                .map(extensions -> extensions.getExtension(type));
    }

    Optional<ASN1Encodable> value(ASN1ObjectIdentifier type) {
        return extension(type).map(Extension::getParsedValue);
    }
}
