package org.lineageca.hsm.protocol;

import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

/** What became of one digest. */
public sealed interface Outcome {

    record Signature(Octets value) implements Outcome {}

    /**
     * No signature, and why.
     *
     * @param text for a person; for {@link Kind#UNAVAILABLE} and {@link Kind#LOCKED} the reason
     *     alone
     */
    record Failure(Kind kind, String text) implements Outcome {

        private static final int LONGEST_TEXT = 2_000;

        public static Failure of(RuntimeException exception) {
            var message = String.valueOf(exception.getMessage());
            var text = message.substring(0, Math.min(message.length(), LONGEST_TEXT));
            return switch (exception) {
                case ShareRefusedException _ -> new Failure(Kind.SHARE_REFUSED, text);
                case TokenUnavailableException unavailable ->
                        new Failure(Kind.UNAVAILABLE, unavailable.why());
                case CheckpointRefusedException _ -> new Failure(Kind.CHECKPOINT_REFUSED, text);
                case UnknownKeyException _ -> new Failure(Kind.UNKNOWN_KEY, text);
                default -> new Failure(Kind.REFUSED, text);
            };
        }

        /** A new exception of the kind's type, with the stack of whoever calls this. */
        public RuntimeException toException(String token) {
            return switch (kind) {
                case REFUSED -> new SigningRefusedException(text);
                case UNKNOWN_KEY -> new UnknownKeyException(text);
                case CHECKPOINT_REFUSED -> new CheckpointRefusedException(text);
                case SHARE_REFUSED -> new ShareRefusedException(text);
                case UNAVAILABLE, LOCKED -> new TokenUnavailableException(token, text, null);
            };
        }
    }

    /** What the client makes an exception of. */
    enum Kind {
        REFUSED,
        UNKNOWN_KEY,
        SHARE_REFUSED,
        CHECKPOINT_REFUSED,
        /** It may be there in a moment: asking again helps. */
        UNAVAILABLE,
        /** Not there until people have done something. */
        LOCKED
    }
}
