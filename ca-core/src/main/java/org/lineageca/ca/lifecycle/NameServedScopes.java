package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;

/**
 * Lets new certificates name a CRL scope once its first CRL was fetched back from its URL: "an
 * (empty) CRL is published before its URL enters any certificate" (DESIGN 3.3).
 */
public final class NameServedScopes {

    private final CrlPolicyStore policies;
    private final CrlLedger ledger;
    private final PublishedCrls published;
    private final InstantSource clock;

    public NameServedScopes(
            CrlPolicyStore policies,
            CrlLedger ledger,
            PublishedCrls published,
            InstantSource clock) {
        this.policies = policies;
        this.ledger = ledger;
        this.published = published;
        this.clock = clock;
    }

    /** Looks at each that waits; returns those that may be named from now on. */
    public List<CrlPolicyStore.Unserved> nameServed(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        var named = new ArrayList<CrlPolicyStore.Unserved>();
        for (var scope : policies.unserved()) {
            var der = ledger.der(scope.generation(), scope.place(), scope.number());
            try {
                published.await(scope.uri(), der, Duration.ZERO);
            } catch (PublishedCrls.NotPublishedException e) {
                // The publisher has not taken it yet: the next look will find it.
                continue;
            }
            policies.served(scope, clock.instant(), actor);
            named.add(scope);
        }
        return List.copyOf(named);
    }
}
