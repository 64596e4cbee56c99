package org.lineageca.publisher.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CA certificate (RFC 5280 4.1) as its octets say.
 *
 * @param der all of it
 * @param signed the parts the signature is about
 * @param innerAlgorithm the AlgorithmIdentifier that is signed
 * @param issuer DER Name
 * @param subject DER Name
 * @param publicKey DER SubjectPublicKeyInfo
 * @param keyIdentifier from the subjectKeyIdentifier; null where it is absent
 * @param ca cA of basicConstraints
 * @param unexpectedCritical a critical extension that is not understood
 */
public record CaCertificate(
        Octets der,
        SignedValue signed,
        Octets innerAlgorithm,
        Octets issuer,
        Octets subject,
        Instant notBefore,
        Instant notAfter,
        Octets publicKey,
        @Nullable Octets keyIdentifier,
        boolean ca,
        @Nullable String unexpectedCritical) {

    /** Whether it is signed with the key it certifies. */
    public boolean selfSigned() {
        return issuer.equals(subject)
                && SigningAlgorithm.of(innerAlgorithm)
                        .filter(algorithm -> algorithm.verifies(publicKey, signed))
                        .isPresent();
    }
}
