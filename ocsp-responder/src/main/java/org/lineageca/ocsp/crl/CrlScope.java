package org.lineageca.ocsp.crl;

/**
 * Which certificates of its issuer a CRL speaks for (RFC 5280 5.2.5).
 *
 * @param users whether it lists certificates that are no CA's
 * @param authorities whether it lists certificates of CAs
 */
public record CrlScope(boolean users, boolean authorities) {

    static final CrlScope ALL = new CrlScope(true, true);
}
