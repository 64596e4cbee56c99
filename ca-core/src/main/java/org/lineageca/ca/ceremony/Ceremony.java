package org.lineageca.ca.ceremony;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * A ceremony as it is kept.
 *
 * @param approvals all that were ever given, also of plans that were edited since
 * @param runs in the order they were opened
 */
public record Ceremony(
        long id,
        CeremonyPlan plan,
        String draftedBy,
        Instant draftedAt,
        List<Approval> approvals,
        List<Run> runs) {

    public Ceremony {
        approvals = List.copyOf(approvals);
        runs = List.copyOf(runs);
    }

    /** How far it has come. */
    public enum State {
        /** Its plan is being reviewed. */
        DRAFTED,
        /** Administrator, witness and a quorum of custodians approved exactly this plan. */
        AUTHORISED,
        RUNNING,
        COMPLETED,
        ABORTED
    }

    /**
     * A run of its plan.
     *
     * @param endedAt null while it goes on
     * @param signature by the exchange key, over the SHA-256 of the last entry; null unless closed
     * @param exchangeKey DER SubjectPublicKeyInfo
     */
    public record Run(
            long id,
            RunKind kind,
            Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable Octets signature,
            @Nullable Octets exchangeKey) {}

    public State state() {
        var real = runs.stream().filter(run -> run.kind() == RunKind.REAL).toList();
        if (real.isEmpty()) {
            return isAuthorised() ? State.AUTHORISED : State.DRAFTED;
        }
        var last = real.getLast();
        if (last.endedAt() == null) {
            return State.RUNNING;
        }
        return last.signature() == null ? State.ABORTED : State.COMPLETED;
    }

    /** The approvals of the present plan. */
    public List<Approval> valid() {
        var digest = plan.digest();
        return approvals.stream().filter(each -> each.planDigest().equals(digest)).toList();
    }

    private boolean isAuthorised() {
        return plan.script().people().isQuorate(valid().stream().map(Approval::approver).toList());
    }
}
