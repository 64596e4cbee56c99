package org.lineageca.ocsp.status;

/**
 * The status of a certificate changed.
 *
 * @param number ascending in the order in which changes become visible
 */
public record Change(long number, CertificateKey certificate) {}
