package org.lineageca.ca.authority;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;

/**
 * What never changes about a generation.
 *
 * @param name the authority's subject
 * @param number 1 for the authority's first key, 2 after its first re-key
 * @param lineage the role it fills, such as {@code tls-servers}; null for a root
 * @param parent the generation asked to certify it; null for a self-signed root
 */
public record GenerationIdentity(
        DistinguishedName name,
        int number,
        @Nullable String lineage,
        @Nullable GenerationId parent,
        KeyHandle key,
        KeyAlgorithm algorithm,
        RelyingPartyUris uris) {

    public GenerationId id() {
        return GenerationId.ofPublicKey(key.publicKey());
    }

    /**
     * Makes sure that a certificate is over this key and name.
     *
     * @throws IllegalArgumentException if it is over another
     */
    public void requireOver(CaCertificate certificate) {
        if (!certificate.generation().equals(id()) || !certificate.subject().equals(name)) {
            throw new IllegalArgumentException(
                    "the certificate is not over generation " + id() + " of " + name);
        }
    }
}
