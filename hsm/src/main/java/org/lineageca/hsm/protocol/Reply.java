package org.lineageca.hsm.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.SignerHealth;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** What a signer says. */
public sealed interface Reply {

    /**
     * The first frame of a connection, numbered 0.
     *
     * @param version of the protocol
     * @param token the label of the signer's token
     */
    record Greeting(int version, String token) implements Reply {

        public static final int VERSION = 4;
    }

    record Signed(List<Outcome> outcomes) implements Reply {

        public Signed {
            outcomes = List.copyOf(outcomes);
        }
    }

    record Generated(TokenKey key) implements Reply {}

    /**
     * A page of keys.
     *
     * @param more whether others follow
     */
    record Keys(List<TokenKey> keys, boolean more) implements Reply {

        /** As many as surely fit in a frame. */
        public static final int PAGE = 256;

        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /** The key as it is now. */
    record Restricted(TokenKey key) implements Reply {}

    record Destroyed() implements Reply {}

    record Healthy(SignerHealth health) implements Reply {}

    /** The request was not done, or not to its end. */
    record Failed(Outcome.Failure failure) implements Reply {}

    record Status(ShareStatus status) implements Reply {}

    /** The shares of a new set, by number. */
    record Proposed(ShareSet set, List<SealedShare> shares) implements Reply {

        public Proposed {
            shares = List.copyOf(shares);
        }
    }

    /**
     * A share that only its recipient, or only who asked, can read.
     *
     * @param enveloped whether it is CMS EnvelopedData for the recipient; else it is sealed to the
     *     key that came with the request
     */
    record SealedShare(int index, String recipient, boolean enveloped, Octets content) {}

    /**
     * What the signer remembers of a log.
     *
     * @param last null where it never signed a checkpoint of it
     */
    record Recalled(@Nullable LastCheckpoint last) implements Reply {}

    /** The signer ends now. */
    record Deactivated() implements Reply {}
}
