package org.lineageca.hsm.protocol;

import java.util.List;
import java.util.Set;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** What a signer can be asked. */
public sealed interface Request {

    /** The most digests one frame may carry. */
    int MOST_ENTRIES = 64;

    /** Whether asking twice does no more than asking once. */
    default boolean isRepeatable() {
        return switch (this) {
            case Sign _, SignOnce _, ListKeys _, Restrict _, CheckHealth _, AskStatus _ -> true;
            // The same checkpoint again is signed again.
            case SignCheckpoint _, RecallCheckpoint _ -> true;
            case Generate _, Destroy _, Propose _, Offer _, Deactivate _ -> false;
        };
    }

    /** Whether it changes the token, its state or the journal; such are done one at a time. */
    default boolean changesToken() {
        return switch (this) {
            case Generate _, Restrict _, Destroy _, SignOnce _ -> true;
            case Propose _, Offer _, Deactivate _ -> true;
            case Sign _, ListKeys _, CheckHealth _, AskStatus _ -> false;
            // Their memory has an order of its own, and must not wait while a key is generated.
            case SignCheckpoint _, RecallCheckpoint _ -> false;
        };
    }

    /** What a caller is to be told whose answer was lost, of a request that is not repeatable. */
    default String uncertainty() {
        return switch (this) {
            case Propose _ -> "and what it proposed is of no use: propose anew";
            case Offer _ -> "and whether the share was taken is not known: look at the status";
            case Deactivate _ -> "and whether it was deactivated is not known: look at the status";
            case Sign _,
                    SignOnce _,
                    SignCheckpoint _,
                    RecallCheckpoint _,
                    Generate _,
                    ListKeys _,
                    Restrict _,
                    Destroy _,
                    CheckHealth _,
                    AskStatus _ ->
                    "and whether the key was changed is not known: look for it by its label";
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

    /**
     * Answered by {@link Reply.Signed} with one outcome, which is the same whenever it is asked.
     */
    record SignOnce(Entry entry) implements Request {}

    /** Answered by {@link Reply.Signed} with one outcome. */
    record SignCheckpoint(KeyId key, Checkpoint checkpoint) implements Request {}

    /** Answered by {@link Reply.Recalled}. */
    record RecallCheckpoint(String origin) implements Request {

        public RecallCheckpoint {
            Checkpoint.checkOrigin(origin);
        }
    }

    /** What a signer of a shared token can be asked, also while it is locked. */
    sealed interface OfShares extends Request {}

    /** Answered by {@link Reply.Status}. */
    record AskStatus() implements OfShares {}

    /**
     * Answered by {@link Reply.Proposed}.
     *
     * @param cardKey what the shares of those without a certificate are sealed to; empty when there
     *     are none
     */
    record Propose(int quorum, List<ShareRecipient> recipients, Octets cardKey)
            implements OfShares {

        public Propose {
            recipients = List.copyOf(recipients);
            if (recipients.size() > ShareSet.MOST_SHARES) {
                throw new IllegalArgumentException(recipients.size() + " recipients of shares");
            }
        }
    }

    /** Answered by {@link Reply.Status}. */
    record Offer(Octets sealedShare) implements OfShares {

        /** An RSA block of a key of 8192 bits, in bytes. */
        public static final int LONGEST = 1_024;

        public Offer {
            if (sealedShare.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "a sealed share of " + sealedShare.length() + " bytes");
            }
        }
    }

    /** Answered by {@link Reply.Deactivated}, after which the signer ends. */
    record Deactivate() implements OfShares {}
}
