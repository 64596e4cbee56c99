package org.lineageca.hsm.protocol;

import java.util.List;
import java.util.Set;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** What a signer can be asked. */
public sealed interface Request {

    /** The most digests one frame may carry. */
    int MOST_ENTRIES = 64;

    /** Whether asking twice does no more than asking once. */
    default boolean isRepeatable() {
        return switch (this) {
            case Sign _, ListKeys _, Restrict _, CheckHealth _ -> true;
            case Generate _, Destroy _ -> false;
        };
    }

    /** Whether it changes what is on the token; such requests are done one at a time. */
    default boolean changesToken() {
        return switch (this) {
            case Generate _, Restrict _, Destroy _ -> true;
            case Sign _, ListKeys _, CheckHealth _ -> false;
        };
    }

    /** Answered by {@link Reply.Signed} with one outcome for each entry. */
    record Sign(List<Entry> entries) implements Request {

        public Sign {
            entries = List.copyOf(entries);
            if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
                throw new IllegalArgumentException(
                        "1 to " + MOST_ENTRIES + " digests a frame, got " + entries.size());
            }
        }
    }

    /** One digest to sign. */
    record Entry(KeyId key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {

        /** Longer than any digest, in bytes: whether it is right is the signer's to say. */
        public static final int LONGEST_DIGEST = 64;

        public Entry {
            if (digest.length() > LONGEST_DIGEST) {
                throw new IllegalArgumentException("a digest of " + digest.length() + " bytes");
            }
        }
    }

    /** Answered by {@link Reply.Generated}. */
    record Generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes)
            implements Request {

        /** In characters. */
        public static final int LONGEST_LABEL = 64;

        public Generate {
            purposes = Set.copyOf(purposes);
            if (label.length() > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label of " + label.length() + " characters");
            }
        }
    }

    /**
     * Answered by {@link Reply.Keys}: a page of them, by label.
     *
     * @param after the last label of the page before; empty for the first
     */
    record ListKeys(String after) implements Request {}

    /**
     * Answered by {@link Reply.Restricted}.
     *
     * @param purposes what the key may sign from now on
     */
    record Restrict(KeyId key, Set<KeyPurpose> purposes) implements Request {

        public Restrict {
            purposes = Set.copyOf(purposes);
        }
    }

    /** Answered by {@link Reply.Destroyed}. */
    record Destroy(KeyId key) implements Request {}

    /** Answered by {@link Reply.Healthy}. */
    record CheckHealth() implements Request {}
}
