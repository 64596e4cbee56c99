package org.lineageca.ocsp.protocol;

import java.time.Instant;

/**
 * What is said about one certificate (RFC 6960 4.2.1).
 *
 * @param thisUpdate when the status was known to be so
 * @param nextUpdate when newer information will be available at the latest
 */
public record SingleResponse(
        CertId certId, CertificateStatus status, Instant thisUpdate, Instant nextUpdate) {}
