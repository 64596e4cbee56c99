package org.lineageca.ca.exchange;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * A certificate that is asked for.
 *
 * @param issuer whose key is to sign
 * @param publicKey DER SubjectPublicKeyInfo
 * @param validity from notBefore to notAfter, both included
 * @param occasion names it: the certificate is recorded under it, and asked for no second time
 * @param proof the file with a PKCS#10 request by the key, or, where the CA is not the asker's, the
 *     certificate of it that the plan names; null where the key is one of the signing side
 * @param present the file with the certificate that is renewed, or that of the predecessor; null
 *     for a CA that is not the asker's
 */
public record RequestedCertificate(
        GenerationId issuer,
        CertificateTemplate template,
        DistinguishedName subject,
        Octets publicKey,
        CaConstraints constraints,
        Duration validity,
        Octets occasion,
        @Nullable String proof,
        @Nullable String present) {

    public RequestedCertificate {
        if (!template.isCa()) {
            throw new IllegalArgumentException(template + " makes no CA certificate");
        }
        if (validity.isNegative()
                || validity.isZero()
                || !validity.truncatedTo(ChronoUnit.SECONDS).equals(validity)) {
            throw new IllegalArgumentException("a validity is whole seconds, got " + validity);
        }
        if (proof != null) {
            FileName.require(proof);
        }
        if (present != null) {
            FileName.require(present);
        }
    }

    /** The generation whose key is certified. */
    public GenerationId subjectKey() {
        return GenerationId.ofPublicKey(publicKey);
    }
}
