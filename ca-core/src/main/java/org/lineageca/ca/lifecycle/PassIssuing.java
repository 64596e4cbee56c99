package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;

/** Cut-over: a staged generation issues from now on, and the one before it no longer does. */
public final class PassIssuing {

    private final AuthorityStore authorities;
    private final PublishFirst publishFirst;
    private final LinkRoots linkRoots;
    private final InstantSource clock;

    public PassIssuing(
            AuthorityStore authorities,
            PublishFirst publishFirst,
            LinkRoots linkRoots,
            InstantSource clock) {
        this.authorities = authorities;
        this.publishFirst = publishFirst;
        this.linkRoots = linkRoots;
        this.clock = clock;
    }

    /**
     * Cuts over.
     *
     * @param needed whether a certificate was asked for that the present generation cannot issue
     */
    Performed cutOver(Actor actor, Act.CutOver act, boolean needed) {
        var notBefore = act.notBefore();
        var to = authorities.find(act.to()).orElseThrow();
        if (to instanceof Generation.Staged staged) {
            if (notBefore != null
                    && clock.instant().isBefore(notBefore)
                    && !(needed && act.whenNeeded())) {
                return new Performed.Waits(
                        "It is planned for "
                                + notBefore
                                + (act.whenNeeded()
                                        ? ", or the first certificate that would outlive the present generation."
                                        : "."));
            }
            if (!publishFirst.publishIfWithinReach(actor, staged)) {
                return Performed.Waits.forToken(
                        "The CRL of " + staged.identity().name().commonName() + " needs",
                        staged.identity().key().token());
            }
            move(actor, act, staged);
        }
        return finish(actor, act);
    }

    private void move(Actor actor, Act.CutOver act, Generation.Staged staged) {
        var at = clock.instant();
        var from = act.from();
        if (from != null
                && authorities.find(from).orElseThrow() instanceof Generation.Enabled enabled) {
            authorities.cutOver(enabled, enabled.disabled(at), staged, staged.enabled(at), actor);
        } else {
            // Nobody issues now: the one before was revoked or disabled in the meantime.
            authorities.moved(staged, staged.enabled(at), actor);
        }
    }

    private Performed finish(Actor actor, Act.CutOver act) {
        var from = act.from();
        return switch (authorities.find(act.to()).orElseThrow()) {
            case Generation.Enabled enabled -> {
                if (from != null) {
                    var old = authorities.find(from).orElseThrow();
                    if (enabled.certificate().isSelfSigned()
                            && old.identity().name().equals(enabled.identity().name())) {
                        linkRoots.oldWithNew(actor, enabled, old);
                    }
                }
                yield new Performed.Done(
                        enabled.identity().name().commonName()
                                + " issues since "
                                + enabled.since()
                                + ".");
            }
            case Generation other ->
                    new Performed.Waits(
                            "%s is %s, not Staged; withdraw this act."
                                    .formatted(
                                            other.identity().name().commonName(), other.state()));
        };
    }
}
