package org.lineageca.publisher.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/**
 * A CA certificate as recorded.
 *
 * @param issuer the id of the generation that signed it; null for a self-signed one and for one of
 *     a CA that is not ours
 * @param cross whether it is a cross- or link certificate, which is never the generation's own
 */
public record OfferedCertificate(
        @Nullable Integer issuer, Instant notBefore, boolean cross, Octets der) {}
