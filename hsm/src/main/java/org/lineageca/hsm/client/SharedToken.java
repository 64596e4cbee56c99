package org.lineageca.hsm.client;

import java.util.List;
import org.lineageca.octets.Octets;

/**
 * A token whose PIN nobody knows: it is split among custodians, k of n of whom open it, and joined
 * inside its signer only.
 *
 * <p>A signer started so is locked, and {@link Signer} answers with TokenUnavailableException until
 * {@link #offer} has brought it enough shares. Shares travel to it sealed to a key it draws when it
 * starts ({@link ShareSeal}); those it issues travel sealed, too.
 */
public interface SharedToken {

    /** The label of the token, there or to be made. */
    String token();

    ShareStatus status();

    /**
     * Draws a new PIN, splits it, and gives one share to each recipient, in their order. Nothing on
     * the token changes until every one of these shares was offered back, and with them, if there
     * is a present set, a quorum of that. An earlier proposal is dropped.
     *
     * <p>A throw-away token that is not active is erased by it, and needs none of its earlier
     * shares.
     *
     * @param quorum how many of the shares open the token: 2 at least
     * @param recipients at most {@link ShareSet#MOST_SHARES}
     * @throws ShareRefusedException when the signer cannot make shares for these
     * @throws TokenUnavailableException when the answer did not come: propose anew
     */
    List<IssuedShare> propose(int quorum, List<ShareRecipient> recipients);

    /**
     * Hands in one share. When it is the last that is wanted, the token is made, its PIN is
     * changed, or it is opened, and the state is then ACTIVE.
     *
     * @param sealedShare from {@link ShareSeal#seal}, for the key {@link #status} gave
     * @throws ShareRefusedException which share is wrong and why; those handed in before it stay
     * @throws TokenUnavailableException when the answer did not come: the status tells whether the
     *     share was taken
     */
    ShareStatus offer(Octets sealedShare);

    /**
     * Ends the signer, whatever its state: it logs out and forgets shares and proposal. Started
     * again by whoever watches over it, it is locked.
     */
    void deactivate();
}
