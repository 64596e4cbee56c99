package org.lineageca.publisher.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A candidate that could be read, and everything it is judged by. */
record Examination(
        CertList list,
        CrlCandidate candidate,
        Published published,
        Issuer issuer,
        Policy policy,
        Instant now) {

    @Nullable CertList last() {
        return published.last();
    }
}
