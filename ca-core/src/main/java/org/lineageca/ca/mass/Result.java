package org.lineageca.ca.mass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.revocation.RevocationReason;

/**
 * What became of one certificate on a list.
 *
 * @param revokedAt and the reason: as it stands on record now; null where it is not revoked
 */
public record Result(
        ListedCertificate certificate,
        Outcome outcome,
        @Nullable Instant revokedAt,
        @Nullable RevocationReason reason) {

    /** In a word. */
    public enum Outcome {
        /** By the act of this list. */
        REVOKED("revoked"),
        /** Before, or by somebody else: it stays as it is. */
        REVOKED_OTHERWISE("revoked-otherwise"),
        /** It has not had its turn. */
        NOT_REVOKED("not-revoked"),
        /** In a drill. */
        WOULD_BE_REVOKED("would-be-revoked");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
