package org.lineageca.ca.exchange;

import org.lineageca.octets.Octets;

/** The exchange key of this installation, wherever it lies. */
public interface ExchangeSignature {

    /** DER SubjectPublicKeyInfo of a key on P-256. */
    Octets publicKey();

    /**
     * Signs by ECDSA.
     *
     * @param digest SHA-256 of what is signed
     * @return DER Ecdsa-Sig-Value (RFC 3279 2.2.3)
     */
    Octets sign(Octets digest);
}
