package org.lineageca.ca.lint.rules;

import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.lineageca.ca.issuance.CaRequest;
import org.lineageca.octets.Octets;

/** A CertificationRequestInfo read back from its encoding, beside what it was made from. */
public record CaRequestUnderLint(CaRequest content, CertificationRequestInfo info) {

    static CaRequestUnderLint read(CaRequest content, Octets toBeSigned) {
        return new CaRequestUnderLint(
                content, CertificationRequestInfo.getInstance(toBeSigned.toArray()));
    }
}
