package org.lineageca.publisher.guard;

import org.jspecify.annotations.Nullable;

/**
 * The generation that must have signed a CRL.
 *
 * @param name the authority's subject, DER Name
 * @param publicKey the generation's DER SubjectPublicKeyInfo
 * @param keyIdentifier subjectKeyIdentifier of its CA certificate; null while it has none
 * @param nameShared whether its authority has other generations: their CRLs have the same issuer
 */
public record Issuer(
        Octets name, Octets publicKey, @Nullable Octets keyIdentifier, boolean nameShared) {}
