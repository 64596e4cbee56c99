package org.lineageca.ca.mass;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.Obstacle;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.octets.Octets;

/** What became of one certificate on a list that is re-issued. */
public record ReissueResult(ListedCertificate certificate, Holder holder, Outcome outcome) {

    /**
     * Whose it is.
     *
     * @param subject RFC 4514
     * @param names alternative names as {@code kind:value}
     * @param askedBy who asked for it
     */
    public record Holder(String subject, List<String> names, String askedBy, Instant notAfter) {
        public Holder {
            names = List.copyOf(names);
        }
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** Its successor is signed; sha256 is the fingerprint. */
        record Reissued(ListedCertificate successor, Octets sha256) implements Outcome {}

        /**
         * Its successor was promised, and the signature never arrived: it counts as issued, and
         * nobody has it.
         */
        record Unfinished(ListedCertificate successor) implements Outcome {}

        /**
         * It has none.
         *
         * @param why the rule that refused it; null where the obstacle says all
         */
        record Hindered(Obstacle obstacle, @Nullable String why) implements Outcome {}

        /** It has not had its turn. */
        record Waiting() implements Outcome {}

        /** In a word. */
        default String word() {
            return switch (this) {
                case Reissued _ -> "reissued";
                case Unfinished _ -> "unfinished";
                case Hindered(var obstacle, _) -> obstacle.word();
                case Waiting _ -> "waiting";
            };
        }
    }
}
