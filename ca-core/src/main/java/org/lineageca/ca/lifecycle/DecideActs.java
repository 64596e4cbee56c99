package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.octets.Octets;

/** Acts from the first preview to the second person's approval (DESIGN 3.10). */
public final class DecideActs {

    /** A plan and what it would bring about. */
    public record Previewed(Plan plan, Preview preview) {}

    private final ActStore acts;
    private final ForeignCertificates foreign;
    private final PlanAct planAct;
    private final PreviewAct previewAct;
    private final PerformActs performActs;
    private final InstantSource clock;

    public DecideActs(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            ObligationLedger obligations,
            PerformActs.Performers performers,
            PerformActs performActs,
            TokenSigning signing,
            InstantSource clock) {
        this.acts = acts;
        this.foreign = foreign;
        this.planAct = new PlanAct(authorities, foreign, acts, performers, signing, clock);
        this.previewAct = new PreviewAct(authorities, performers, obligations, clock);
        this.performActs = performActs;
        this.clock = clock;
    }

    /** What would be proposed. Certificates handed in for it are kept, nothing else. */
    public Previewed preview(Actor actor, ActRequest request) {
        actor.require(Permission.DECIDE);
        foreign.add(request.handedIn(), clock.instant(), actor);
        var act = planAct.plan(request);
        return new Previewed(Plan.of(act), previewAct.preview(act));
    }

    /** Proposes; another person must approve. */
    public DecidedAct.Proposed propose(Actor actor, ActRequest request) {
        return acts.propose(preview(actor, request).plan(), clock.instant(), actor);
    }

    /** Newest first. */
    public List<DecidedAct> newest(Actor actor, int limit) {
        actor.require(Permission.VIEW);
        return acts.newest(limit);
    }

    /** Proposed and approved ones, in the order they were proposed. */
    public List<DecidedAct> open(Actor actor) {
        actor.require(Permission.VIEW);
        return acts.open();
    }

    public Optional<DecidedAct> find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        return acts.find(id);
    }

    /** What an open act would bring about as things stand now. */
    public Preview preview(Actor actor, DecidedAct act) {
        actor.require(Permission.VIEW);
        return previewAct.preview(act.plan().act());
    }

    /**
     * Approves what another person proposed, and carries it out as far as that can be done now. Who
     * approved this very plan before, and asks again because the answer was lost, is told how it
     * stands; nothing is done for it.
     *
     * @param digest SHA-256 of the plan the approver has read
     * @throws RefusedException if it is another plan, is not proposed any more, or is the
     *     approver's own
     */
    public DecidedAct approve(Actor actor, long id, Octets digest) {
        actor.require(Permission.DECIDE);
        var act = existing(id);
        if (isApproval(act, actor) && act.plan().digest().equals(digest)) {
            return act;
        }
        if (!(act instanceof DecidedAct.Proposed proposed)) {
            throw refused("Act %d is %s, not Proposed.".formatted(id, act.state()));
        }
        if (!act.plan().digest().equals(digest)) {
            throw refused(
                    "The plan of act %d has the SHA-256 %s, not %s. Read it again."
                            .formatted(id, act.plan().digest().toHex(), digest.toHex()));
        }
        if (proposed.proposal().name().equals(actor.name())) {
            throw refused(
                    "%s proposed act %d and cannot approve it too: it takes two people."
                            .formatted(actor.name(), id));
        }
        if (act.plan().act().isAbout(actor.name())) {
            throw refused(
                    "Act %d is about %s, so another person must approve it."
                            .formatted(id, actor.name()));
        }
        var at = clock.instant();
        var approved = proposed.approved(new DecidedAct.Signature(actor.name(), at));
        acts.moved(proposed, approved, at, actor);
        var performed = performActs.perform(approved, false);
        if (approved.plan().act() instanceof Act.RevokeCa revoke) {
            proposeReplacement(approved, revoke);
        }
        return performed;
    }

    private static boolean isApproval(DecidedAct act, Actor actor) {
        return switch (act) {
            case DecidedAct.Approved approved -> approved.approval().name().equals(actor.name());
            case DecidedAct.Done done -> done.approval().name().equals(actor.name());
            case DecidedAct.Proposed _, DecidedAct.Withdrawn _ -> false;
        };
    }

    /** Nobody should have to think of it in that hour: the plan lies ready for an approval. */
    private void proposeReplacement(DecidedAct.Approved approved, Act.RevokeCa revoke) {
        try {
            var act =
                    planAct.plan(
                            new ActRequest.Roll(revoke.generation(), null, null, null, 0, null));
            acts.propose(
                    Plan.of(act), clock.instant(), new Actor.Installation("act " + approved.id()));
        } catch (RefusedException e) {
            // A succession is planned already, or the parent is gone: the officers know which.
        }
    }

    /**
     * Ends an act that is not done. Who ended it and asks again is told the same.
     *
     * @throws RefusedException if it is done, or has had an effect that it must bring to an end
     */
    public DecidedAct.Withdrawn withdraw(Actor actor, long id) {
        actor.require(Permission.DECIDE);
        var at = clock.instant();
        var by = new DecidedAct.Signature(actor.name(), at);
        var act = existing(id);
        if (act instanceof DecidedAct.Withdrawn before
                && before.withdrawal().name().equals(actor.name())) {
            return before;
        }
        var withdrawn =
                switch (act) {
                    case DecidedAct.Proposed proposed -> proposed.withdrawn(by);
                    case DecidedAct.Approved approved -> approved.withdrawn(by);
                    case DecidedAct.Done _, DecidedAct.Withdrawn _ ->
                            throw refused("Act %d is %s already.".formatted(id, act.state()));
                };
        if (act instanceof DecidedAct.Approved approved) {
            withdrawApproved(approved, withdrawn, actor);
        } else {
            acts.moved(act, withdrawn, at, actor);
        }
        return withdrawn;
    }

    private void withdrawApproved(
            DecidedAct.Approved act, DecidedAct.Withdrawn withdrawn, Actor actor) {
        switch (act.plan().act()) {
            case Act.RevokeCertificates _, Act.ReissueCertificates _ ->
                    // Each step of a list looks whether it is still wanted.
                    acts.moved(act, withdrawn, withdrawn.withdrawal().at(), actor);
            case Act.RevokeCa revoke ->
                    withdrawIdle(act, withdrawn, () -> requireTold(act, revoke), actor);
            case Act.Renew _,
                    Act.Modify _,
                    Act.Roll _,
                    Act.Rekey _,
                    Act.CutOver _,
                    Act.Disable _,
                    Act.CrossCertify _,
                    Act.TrustAnchor _,
                    Act.Retire _,
                    Act.DestroyKey _,
                    Act.ChangeProfile _,
                    Act.ChangePeople _ ->
                    withdrawIdle(act, withdrawn, () -> {}, actor);
        }
    }

    private void withdrawIdle(
            DecidedAct.Approved act,
            DecidedAct.Withdrawn withdrawn,
            Runnable objection,
            Actor actor) {
        if (!acts.withdrawn(act, withdrawn, objection, actor)) {
            throw refused(
                    "Act %d is being carried out. Look in two minutes what came of it."
                            .formatted(act.id()));
        }
    }

    private void requireTold(DecidedAct.Approved act, Act.RevokeCa revoke) {
        if (performActs.mustStillBeTold(revoke)) {
            throw refused(
                    "Act %d has revoked its CA, and the CRL of who certified that does not say so yet. Hold the ceremony that signs it; the act is done then."
                            .formatted(act.id()));
        }
    }

    private DecidedAct existing(long id) {
        return acts.find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no act " + id + ". Nothing was changed."));
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.CANNOT_PLAN, why + " Nothing was changed.");
    }
}
