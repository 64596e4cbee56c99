package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.GenerationId;

/**
 * Decides which CRLs a generation issues, and when. New scopes are issued and served before a
 * certificate names them ({@link NameServedScopes}).
 */
public final class SetCrlPolicy {

    /** BR 4.9.7: at most twelve months, for the CRLs that a root issues. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    /** BR 4.9.7: at most ten days, for the CRLs of a CA that issues to subscribers. */
    public static final Duration LONGEST_OF_SUBSCRIBERS = Duration.ofDays(10);

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
        actor.require(Permission.SET_CRL_POLICY);
        var generation = find(id, "No policy was set.");
        if (!(generation instanceof Generation.CrlSigning signer)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Generation "
                            + id
                            + " is "
                            + generation.state()
                            + " and signs no CRLs. No policy was set.");
        }
        var longest = issuesToSubscribers(signer) ? LONGEST_OF_SUBSCRIBERS : LONGEST_LIFETIME;
        check(policy.schedule(), longest);
        if (policy.deltas() != null) {
            check(policy.deltas(), longest);
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

    /** Whether it has profiles to issue by, or may certify no CA. */
    private boolean issuesToSubscribers(Generation.CrlSigning generation) {
        var lineage = generation.identity().lineage();
        return !CaConstraints.of(generation.certificate()).permitCas()
                || authorities.profiles().stream()
                        .anyMatch(profile -> profile.lineage().equals(lineage));
    }

    /** Beyond a year it would be refused by the lints when it is issued; then it is too late. */
    private static void check(CrlSchedule schedule, Duration longest) {
        if (schedule.lifetime().compareTo(longest) > 0) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "A CRL of this CA lasts at most "
                            + longest.toDays()
                            + " days (BR 4.9.7), not "
                            + schedule.lifetime()
                            + ". No policy was set.");
        }
        if (isFraction(schedule.period())
                || isFraction(schedule.lifetime())
                || isFraction(schedule.coalesce())) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Periods, lifetimes and delays of CRLs are whole seconds. No policy was set.");
        }
    }

    private static boolean isFraction(@Nullable Duration duration) {
        return duration != null && !duration.truncatedTo(ChronoUnit.SECONDS).equals(duration);
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
