package org.lineageca.publisher.guard;

/**
 * A CA certificate and what the database says it is.
 *
 * @param subject the authority's DER Name
 * @param publicKey the generation's DER SubjectPublicKeyInfo
 * @param issuer who signed it
 */
public record CertificateCandidate(
        Octets der, Octets subject, Octets publicKey, RecordedIssuer issuer) {}
