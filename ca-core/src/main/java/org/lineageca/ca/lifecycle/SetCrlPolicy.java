package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.GenerationId;

/**
 * Decides which CRLs a generation issues, and when. New scopes are issued and served before a
 * certificate names them ({@link NameServedScopes}).
 */
public final class SetCrlPolicy {

    private final AuthorityStore authorities;
    private final CrlPolicyStore policies;
    private final InstantSource clock;

    public SetCrlPolicy(AuthorityStore authorities, CrlPolicyStore policies, InstantSource clock) {
        this.authorities = authorities;
        this.policies = policies;
        this.clock = clock;
    }

    /** The policy of a generation. */
    public CrlPolicy policy(Actor actor, GenerationId id) {
        actor.require(Permission.VIEW);
        find(id, "No policy was read.");
        return policies.policy(id);
    }

    /**
     * Sets it, in place of the one before.
     *
     * @throws RefusedException if the generation issues no CRLs any more, or the policy would end
     *     deltas
     */
    public CrlPolicy set(Actor actor, GenerationId id, CrlPolicy policy) {
        actor.require(Permission.ISSUE_CRL);
        var generation = find(id, "No policy was set.");
        if (!(generation instanceof Generation.CrlSigning)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Generation "
                            + id
                            + " is "
                            + generation.state()
                            + " and signs no CRLs. No policy was set.");
        }
        var since = policy.keepsExpiredSince();
        if (since != null && since.isAfter(clock.instant())) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Entries of certificates that expired after "
                            + since
                            + " cannot be kept yet. No policy was set. Give a time that has passed.");
        }
        policies.set(id, policy, clock.instant(), actor);
        return policies.policy(id);
    }

    private Generation find(GenerationId id, String outcome) {
        return authorities
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no generation " + id + ". " + outcome));
    }
}
