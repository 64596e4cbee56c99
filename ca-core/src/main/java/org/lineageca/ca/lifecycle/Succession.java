package org.lineageca.ca.lifecycle;

import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.x509.GenerationId;

/** Passes issuing on where officers decided so beforehand. */
public interface Succession {

    /**
     * Carries out the approved cut-over from a generation, if there is one that is to happen when
     * it is needed. Where there is none, or it cannot be carried out now, nothing happens.
     */
    void cutOverWhenNeeded(Actor actor, GenerationId from);

    /** Who would issue after that; empty where nothing was decided. Nothing happens by asking. */
    Optional<GenerationId> whenNeeded(GenerationId from);
}
