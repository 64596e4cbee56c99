package org.lineageca.ca.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.octets.Octets;

/**
 * Someone who is registered with a client certificate; who has two stands here twice.
 *
 * @param fingerprint the SHA-256 of the certificate
 * @param certificate DER; null where it was registered before certificates were kept
 * @param isPinned whether it is self-signed and trusted for its fingerprint alone
 * @param notAfter until when it may be signed in with
 */
public record Person(
        String name,
        TrustedRole role,
        Octets fingerprint,
        @Nullable Octets certificate,
        boolean isPinned,
        Instant notAfter) {}
