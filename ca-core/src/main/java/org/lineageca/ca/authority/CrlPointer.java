package org.lineageca.ca.authority;

/**
 * The CRL that a certificate names (cRLDistributionPoints, RFC 5280 4.2.1.13).
 *
 * @param scope the name of its scope
 * @param uri where it is served
 */
public record CrlPointer(String scope, String uri) {}
