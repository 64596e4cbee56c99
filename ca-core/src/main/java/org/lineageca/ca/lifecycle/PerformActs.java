package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what two officers decided, as far as it can be done now. */
public final class PerformActs implements Succession {

    private static final Logger LOG = LoggerFactory.getLogger(PerformActs.class);

    /** Longer than any of them takes, so that only a dead node is overtaken. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** What can be done with an approved act. */
    public record Performers(
            StageGenerations stage,
            RenewCaCertificate renew,
            PassIssuing passIssuing,
            CrossCertify crossCertify,
            RevokeAuthority revoke,
            RetireGeneration retire,
            DestroyKey destroyKey,
            RevokeListed revokeListed,
            ReissueListed reissueListed,
            ChangeProfile changeProfile,
            ChangePeople changePeople) {}

    private final ActStore acts;
    private final ForeignCertificates foreign;
    private final Performers performers;
    private final InstantSource clock;

    public PerformActs(
            ActStore acts,
            ForeignCertificates foreign,
            Performers performers,
            InstantSource clock) {
        this.acts = acts;
        this.foreign = foreign;
        this.performers = performers;
        this.clock = clock;
    }

    /** Takes up every approved act, the oldest first; returns those that are done now. */
    public List<DecidedAct.Done> performOpen() {
        return performRound().done();
    }

    /**
     * What one turn for every approved act brought.
     *
     * @param goesOn whether there is one that would take another turn at once
     */
    public record Round(List<DecidedAct.Done> done, boolean goesOn) {
        public Round {
            done = List.copyOf(done);
        }
    }

    /** Takes up every approved act, the oldest first. */
    public Round performRound() {
        var done = new ArrayList<DecidedAct.Done>();
        var goesOn = false;
        for (var act : acts.open()) {
            if (act instanceof DecidedAct.Approved approved) {
                var turn = turn(approved, false);
                goesOn |= turn.goesOn();
                if (turn.act() instanceof DecidedAct.Done now) {
                    done.add(now);
                }
            }
        }
        return new Round(done, goesOn);
    }

    /** Whether a CA is revoked, and a CRL of one that certified it does not say so. */
    boolean mustStillBeTold(Act.RevokeCa act) {
        return performers.revoke().mustStillBeTold(act.generation());
    }

    private record Turn(DecidedAct act, boolean goesOn) {}

    @Override
    public void cutOverWhenNeeded(Actor actor, GenerationId from) {
        for (var act : acts.open()) {
            if (act instanceof DecidedAct.Approved approved
                    && cutsOverWhenNeeded(approved, from).isPresent()) {
                perform(approved, true);
            }
        }
    }

    @Override
    public Optional<GenerationId> whenNeeded(GenerationId from) {
        return acts.open().stream()
                .filter(DecidedAct.Approved.class::isInstance)
                .map(DecidedAct.Approved.class::cast)
                .flatMap(approved -> cutsOverWhenNeeded(approved, from).stream())
                .findFirst();
    }

    private static Optional<GenerationId> cutsOverWhenNeeded(
            DecidedAct.Approved approved, GenerationId from) {
        return approved.plan().act() instanceof Act.CutOver cutOver
                        && cutOver.whenNeeded()
                        && from.equals(cutOver.from())
                ? Optional.of(cutOver.to())
                : Optional.empty();
    }

    /**
     * Takes up one act.
     *
     * @param needed whether a certificate was asked for that the present generation cannot issue
     * @return how it stands now
     */
    DecidedAct perform(DecidedAct.Approved act, boolean needed) {
        return turn(act, needed).act();
    }

    private Turn turn(DecidedAct.Approved act, boolean needed) {
        if (!acts.claim(act, clock.instant(), LEASE)) {
            return new Turn(act, false);
        }
        var actor = new Actor.Installation("act " + act.id());
        return switch (attempt(actor, act, needed)) {
            case Performed.Done(var outcome) -> {
                var done = act.done(clock.instant(), outcome);
                acts.moved(act, done, done.at(), actor);
                yield new Turn(done, false);
            }
            case Performed.GoesOn(var progress) -> {
                acts.waits(act, progress);
                yield new Turn(act.waiting(progress), true);
            }
            case Performed.Waits(var reason) -> {
                acts.waits(act, reason);
                yield new Turn(act.waiting(reason), false);
            }
        };
    }

    private Performed attempt(Actor actor, DecidedAct.Approved act, boolean needed) {
        try {
            return carryOut(actor, act, needed);
        } catch (RefusedException
                | TokenUnavailableException
                | PublishedCrls.NotPublishedException e) {
            return new Performed.Waits(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Other acts go on, and this one can be withdrawn.
            LOG.error(
                    "act {} ({}) was not finished; it is tried again",
                    act.id(),
                    act.plan().act().kind(),
                    e);
            return new Performed.Waits(
                    "It was not finished, for a reason nobody foresaw: %s. It is tried again; the log of the core says more."
                            .formatted(e.getMessage()));
        }
    }

    private Performed carryOut(Actor actor, DecidedAct.Approved act, boolean needed) {
        return switch (act.plan().act()) {
            case Act.Renew renew -> performers.renew().renew(actor, act, renew);
            case Act.Modify modify -> performers.renew().modify(actor, act, modify);
            case Act.Roll roll -> performers.stage().roll(actor, roll);
            case Act.Rekey rekey -> performers.stage().rekey(actor, rekey);
            case Act.CutOver cutOver -> performers.passIssuing().cutOver(actor, cutOver, needed);
            case Act.Disable(var generation) -> performers.retire().disable(actor, generation);
            case Act.CrossCertify cross -> performers.crossCertify().certify(actor, act, cross);
            case Act.TrustAnchor(var certificate) -> {
                foreign.trust(certificate, clock.instant(), actor);
                yield new Performed.Done("External certificates may chain to it.");
            }
            case Act.RevokeCa revoke -> performers.revoke().revoke(actor, revoke);
            case Act.RevokeCertificates listed ->
                    performers.revokeListed().revoke(actor, act, listed);
            case Act.ReissueCertificates listed ->
                    performers.reissueListed().reissue(actor, act, listed);
            case Act.Retire(var generation) -> performers.retire().retire(actor, generation);
            case Act.DestroyKey(var generation) ->
                    performers.destroyKey().destroy(actor, generation);
            case Act.ChangeProfile change -> performers.changeProfile().change(actor, change);
            case Act.ChangePeople change -> performers.changePeople().change(actor, change);
        };
    }
}
