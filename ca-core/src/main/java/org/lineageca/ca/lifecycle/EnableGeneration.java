package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;

/**
 * Lets a staged generation issue, once its first CRL is to be had at the URL its certificates will
 * name.
 */
public final class EnableGeneration {

    private static final Duration PUBLICATION = Duration.ofSeconds(30);

    private final AuthorityStore authorities;
    private final IssueCrl issueCrl;
    private final PublishedCrls published;
    private final InstantSource clock;

    public EnableGeneration(
            AuthorityStore authorities,
            IssueCrl issueCrl,
            PublishedCrls published,
            InstantSource clock) {
        this.authorities = authorities;
        this.issueCrl = issueCrl;
        this.published = published;
        this.clock = clock;
    }

    public Generation.Enabled enable(Actor actor, Generation.Staged staged) {
        actor.require(Permission.OPERATE);
        // "An (empty) CRL is published before its URL enters any certificate" (DESIGN 3.3).
        var crl = issueCrl.issue(actor, staged.identity().id());
        published.await(crl.content().scope().distributionPoint(), crl.der(), PUBLICATION);
        var enabled = staged.enabled(clock.instant());
        authorities.moved(staged, enabled, actor);
        return enabled;
    }
}
