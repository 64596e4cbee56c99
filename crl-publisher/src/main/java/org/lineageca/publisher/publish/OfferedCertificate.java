package org.lineageca.publisher.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/**
 * A CA certificate as recorded.
 *
 * @param issuer the id of the generation that signed it; null for a self-signed one
 */
public record OfferedCertificate(@Nullable Integer issuer, Instant notBefore, Octets der) {}
