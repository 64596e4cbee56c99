package org.lineageca.ca.lint.rules;

import java.io.IOException;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.octets.Octets;

/** An OCSP response beside the certificate of the issuer whose certificates it is about. */
record AnswerBesideIssuer(OcspFields answer, CertificateFields issuer) {

    /** Whether a certificate is named as one of the issuer's; also where the hash is not known. */
    boolean names(CertID id) {
        var hash = OcspFields.hash(id.getHashAlgorithm()).orElse("");
        return hash.isEmpty()
                || (Octets.of(id.getIssuerNameHash().getOctets()).equals(encodedName().digest(hash))
                        && Octets.of(id.getIssuerKeyHash().getOctets())
                                .equals(keyBits(issuer.key()).digest(hash)));
    }

    /** Whether the issuer signed it, or the certificate that comes along. */
    boolean isFromIssuer() {
        return answer.answer().isEmpty()
                || answer.isSignedWith(issuer.key())
                || answer.signerIsSignedWith(issuer.key());
    }

    private Octets encodedName() {
        try {
            return Octets.of(issuer.subject().getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("the issuer's name has no encoding", e);
        }
    }

    static Octets keyBits(SubjectPublicKeyInfo key) {
        return Octets.of(key.getPublicKeyData().getOctets());
    }
}
