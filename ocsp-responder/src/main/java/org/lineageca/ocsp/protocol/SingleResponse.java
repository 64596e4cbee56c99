package org.lineageca.ocsp.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one certificate (RFC 6960 4.2.1).
 *
 * @param thisUpdate when the status was known to be so
 * @param nextUpdate when newer information will be available at the latest
 * @param crl where a revoked certificate is found too (RFC 6960 4.4.2), or null
 * @param archiveCutoff certificates that expired after it still have their status (RFC 6960 4.4.4),
 *     or null
 */
public record SingleResponse(
        CertId certId,
        CertificateStatus status,
        Instant thisUpdate,
        Instant nextUpdate,
        @Nullable CrlReference crl,
        @Nullable Instant archiveCutoff) {}
