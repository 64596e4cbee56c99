package org.lineageca.ca.exchange.courier;

import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.octets.Octets;

/**
 * Another installation on record.
 *
 * <p>{@code name} is what people here call it, {@code publicKey} its exchange key (DER
 * SubjectPublicKeyInfo).
 */
public sealed interface Partner {

    int id();

    String name();

    Octets publicKey();

    /** Who brought its key here. */
    DecidedAct.Signature proposal();

    default PartyId party() {
        return PartyId.ofPublicKey(publicKey());
    }

    /** Waits for a second person to compare its key. */
    record Proposed(int id, String name, Octets publicKey, DecidedAct.Signature proposal)
            implements Partner {

        /**
         * Takes the second person's word.
         *
         * @throws IllegalArgumentException if it is the first one's
         */
        public Pinned pinned(DecidedAct.Signature confirmation) {
            if (confirmation.name().equals(proposal.name())) {
                throw new IllegalArgumentException(
                        proposal.name() + " proposed it and cannot confirm it too");
            }
            return new Pinned(
                    id,
                    name,
                    publicKey,
                    proposal,
                    confirmation,
                    ChainPosition.START,
                    ChainPosition.START);
        }
    }

    /**
     * Two people compared its key; packages go to and fro.
     *
     * @param sent how far the chain to it has come
     * @param taken how far the chain from it has come
     */
    record Pinned(
            int id,
            String name,
            Octets publicKey,
            DecidedAct.Signature proposal,
            DecidedAct.Signature confirmation,
            ChainPosition sent,
            ChainPosition taken)
            implements Partner {}
}
