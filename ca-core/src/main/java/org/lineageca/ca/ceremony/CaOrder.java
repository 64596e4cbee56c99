package org.lineageca.ca.ceremony;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * A CA certificate that an online installation asks for, two of its officers having approved the
 * act behind it.
 *
 * @param id by which a script names it
 * @param issuer the generation asked to sign
 * @param publicKey DER SubjectPublicKeyInfo, possession of whose private key was proven
 * @param present the public key of the CA's present certificate where the act is about one that
 *     exists: the same for a renewal, another for a re-key
 * @param occasion by which the act that asked finds the certificate again
 */
public record CaOrder(
        String id,
        GenerationId issuer,
        CertificateTemplate template,
        DistinguishedName subject,
        Octets publicKey,
        @Nullable Octets present,
        CaConstraints constraints,
        Duration validity,
        Octets occasion) {}
