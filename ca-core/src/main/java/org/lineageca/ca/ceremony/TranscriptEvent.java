package org.lineageca.ca.ceremony;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Something that happened in a run of a plan.
 *
 * @see RunState what follows from it
 */
public sealed interface TranscriptEvent {

    /** What happened in a step, whose number in the plan it tells. */
    sealed interface OfStep extends TranscriptEvent {
        int step();
    }

    /** The number of the step it happened in; 0 where it belongs to none. */
    default int stepOrZero() {
        return this instanceof OfStep happened ? happened.step() : 0;
    }

    /**
     * The first: which plan is run, and by what.
     *
     * @param program version of the software
     * @param programSha256 of its code
     * @param approvals who approved the plan, "name, role, time" each
     */
    record Opened(
            Octets plan, RunKind run, String program, Octets programSha256, List<String> approvals)
            implements TranscriptEvent {

        public Opened {
            approvals = List.copyOf(approvals);
        }
    }

    /** Someone is here. */
    record Joined(CeremonyRole role, Octets certificate) implements TranscriptEvent {}

    /** The program was started anew in the middle: power was lost, or it was stopped. */
    record Resumed(String program, Octets programSha256) implements TranscriptEvent {}

    /** The signer split a new PIN; nothing on the token changed. */
    record SharesProposed(int step, String set, int quorum, List<String> custodians)
            implements OfStep {

        public SharesProposed {
            custodians = List.copyOf(custodians);
        }
    }

    /** A custodian took the share out of the signer. */
    record ShareTaken(int step, int index) implements OfStep {}

    /**
     * A custodian handed a share in.
     *
     * @param set which one it belongs to
     */
    record ShareHandedIn(int step, String set, int index) implements OfStep {}

    /**
     * The token is active.
     *
     * @param exchangeKey DER SubjectPublicKeyInfo of the key that signs records and packages
     */
    record Activated(int step, String set, Octets exchangeKey) implements OfStep {}

    /** The exact octets of a step, or the key it is about, are fixed from here on. */
    record Prepared(int step, Octets sha256) implements OfStep {}

    /** Someone read the digest, and puts their initials to it. */
    record ReadBack(int step, Octets sha256, String initials) implements OfStep {}

    /** The key is there. */
    record KeyMade(int step, String keyName, Octets publicKey, String label) implements OfStep {}

    /** The token signed. */
    record Signed(int step, Octets der) implements OfStep {}

    /** The key is gone. */
    record KeyDestroyed(int step, Octets generation, String refusal) implements OfStep {}

    /** A step without a signature is done. */
    record Done(int step, String note) implements OfStep {}

    /** The administrator wants to pass over a step. */
    record DeviationAsked(int step, String reason) implements OfStep {}

    /** The witness lets it be passed over. */
    record DeviationWitnessed(int step, String initials) implements OfStep {}

    /** It ends here, before its end. */
    record Aborted(String reason) implements TranscriptEvent {}

    /**
     * A key made in a run that was aborted is destroyed.
     *
     * @param refusal what the token answered when it was asked to sign with it afterwards
     */
    record OrphanDestroyed(String keyName, Octets publicKey, String refusal)
            implements TranscriptEvent {}

    /** The last: the record is complete. */
    record Closed(@Nullable String remark) implements TranscriptEvent {}
}
