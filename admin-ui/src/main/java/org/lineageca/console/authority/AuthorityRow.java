package org.lineageca.console.authority;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;

/**
 * A generation as the tree shows it.
 *
 * @param role the lineage it belongs to; "root" for a root
 * @param notAfter of its present certificate; null while it has none
 * @param crlNextUpdate of its newest CRL; null before the first
 * @param ocspUntil when its newest OCSP delegate expires; null where it has none
 * @param offline whether its token is out of reach here
 */
public record AuthorityRow(
        GenerationId id,
        @Nullable GenerationId parent,
        String name,
        String role,
        String state,
        String algorithm,
        @Nullable Instant notAfter,
        @Nullable Instant crlNextUpdate,
        @Nullable Instant ocspUntil,
        boolean offline) {}
