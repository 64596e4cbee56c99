package org.lineageca.ca.authority;

import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.SignatureAlgorithm;

/** A key with a certificate over it: who signs certificates and CRLs. */
public record Issuer(GenerationIdentity identity, CaCertificate certificate) {

    public GenerationId generation() {
        return identity.id();
    }

    public KeyHandle key() {
        return identity.key();
    }

    public SignatureAlgorithm algorithm() {
        return SignatureIdentifier.algorithmFor(identity.algorithm());
    }

    public RelyingPartyUris uris() {
        return identity.uris();
    }
}
