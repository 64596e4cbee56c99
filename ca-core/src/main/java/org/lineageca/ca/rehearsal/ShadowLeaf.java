package org.lineageca.ca.rehearsal;

import org.lineageca.octets.Octets;

/**
 * A server's certificate in the shadow hierarchy, and the one a server sends with it.
 *
 * @param issuedBy the generation that issued it
 * @param revoked whether a CRL lists it
 * @param certificate DER
 * @param issuer DER of the CA certificate that was current when it was issued
 */
public record ShadowLeaf(Side issuedBy, boolean revoked, Octets certificate, Octets issuer) {}
