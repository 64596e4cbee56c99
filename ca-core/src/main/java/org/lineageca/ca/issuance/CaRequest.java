package org.lineageca.ca.issuance;

import org.lineageca.ca.authority.GenerationIdentity;

/**
 * A PKCS#10 request over a generation's key, for a CA that is not ours.
 *
 * @param constraints what the certificate is asked to say
 */
public record CaRequest(GenerationIdentity generation, CaConstraints constraints) {}
