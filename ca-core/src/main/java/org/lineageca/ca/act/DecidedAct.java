package org.lineageca.ca.act;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * An act on its way from one officer's proposal over another's approval to its end.
 *
 * <p>{@code id} is its number on record. What is approved is the plan with this very digest: a plan
 * cannot be edited, only withdrawn and proposed anew.
 */
public sealed interface DecidedAct {

    long id();

    Plan plan();

    Signature proposal();

    /** The name of the state, as it is stored and shown. */
    default String state() {
        return getClass().getSimpleName();
    }

    /**
     * Names what is signed for it, so that it is signed once, however often the act is taken up and
     * wherever the key is: SHA-256 of its number and its plan's digest.
     */
    default Octets occasion() {
        var text = "act " + id() + " " + plan().digest().toHex();
        return Octets.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** Who, and when. */
    record Signature(String name, Instant at) {}

    /** Waits for a second person. */
    record Proposed(long id, Plan plan, Signature proposal) implements DecidedAct {

        /**
         * Takes the approval.
         *
         * @throws IllegalArgumentException if it is the proposer's own
         */
        public Approved approved(Signature approval) {
            if (approval.name().equals(proposal.name())) {
                throw new IllegalArgumentException(
                        proposal.name() + " proposed it and cannot approve it too");
            }
            return new Approved(id, plan, proposal, approval, null);
        }

        public Withdrawn withdrawn(Signature by) {
            return new Withdrawn(id, plan, proposal, by);
        }
    }

    /**
     * Is carried out as soon as it can be.
     *
     * @param waitsFor what kept it from being done when it was last tried; null if it was not tried
     */
    record Approved(
            long id, Plan plan, Signature proposal, Signature approval, @Nullable String waitsFor)
            implements DecidedAct {

        public Approved waiting(String reason) {
            return new Approved(id, plan, proposal, approval, reason);
        }

        public Done done(Instant at, String outcome) {
            return new Done(id, plan, proposal, approval, at, outcome);
        }

        public Withdrawn withdrawn(Signature by) {
            return new Withdrawn(id, plan, proposal, by);
        }
    }

    /**
     * Was carried out.
     *
     * @param outcome what came of it, a sentence
     */
    record Done(
            long id, Plan plan, Signature proposal, Signature approval, Instant at, String outcome)
            implements DecidedAct {}

    /** Will not be carried out; what it had done until then stays. */
    record Withdrawn(long id, Plan plan, Signature proposal, Signature withdrawal)
            implements DecidedAct {}
}
