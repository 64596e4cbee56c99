package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;

/** Lets the first generation of a lineage issue, once relying parties can check what it will. */
public final class EnableGeneration {

    private final AuthorityStore authorities;
    private final PublishFirst publishFirst;
    private final InstantSource clock;

    public EnableGeneration(
            AuthorityStore authorities, PublishFirst publishFirst, InstantSource clock) {
        this.authorities = authorities;
        this.publishFirst = publishFirst;
        this.clock = clock;
    }

    public Generation.Enabled enable(Actor actor, Generation.Staged staged) {
        actor.require(Permission.OPERATE);
        publishFirst.publishCrl(actor, staged);
        var enabled = staged.enabled(clock.instant());
        authorities.moved(staged, enabled, actor);
        return enabled;
    }
}
