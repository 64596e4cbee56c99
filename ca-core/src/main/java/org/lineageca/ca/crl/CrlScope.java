package org.lineageca.ca.crl;

/**
 * Which certificates of a generation a CRL speaks for (RFC 5280 5.2.5).
 *
 * @param name {@code complete}: all of them
 * @param distributionPoint the URI it is served at, byte for byte as in the certificates
 */
public record CrlScope(String name, String distributionPoint) {

    public static final String COMPLETE = "complete";
}
