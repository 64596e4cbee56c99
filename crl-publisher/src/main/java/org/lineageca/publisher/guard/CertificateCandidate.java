package org.lineageca.publisher.guard;

/**
 * A CA certificate and what the database says it is.
 *
 * @param subject the authority's DER Name
 * @param publicKey the generation's DER SubjectPublicKeyInfo
 * @param issuer the generation that signed it; itself where the certificate is self-signed
 */
public record CertificateCandidate(Octets der, Octets subject, Octets publicKey, Issuer issuer) {}
