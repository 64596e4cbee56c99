package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.GenerationId;

/** What a generation owes, for those who must know it before they retire it or destroy its key. */
public final class ObligationLedger {

    private final AuthorityStore authorities;
    private final GenerationChronicle chronicle;
    private final InstantSource clock;

    public ObligationLedger(
            AuthorityStore authorities, GenerationChronicle chronicle, InstantSource clock) {
        this.authorities = authorities;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    public Obligations of(GenerationId id) {
        return of(
                authorities
                        .find(id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND, "There is no generation " + id + ".")));
    }

    Obligations of(Generation generation) {
        var id = generation.identity().id();
        var now = clock.instant();
        var issued = chronicle.issued(id, now);
        return new Obligations(
                generation,
                issued.unexpired(),
                issued.lastExpiry(),
                chronicle.newestCrls(id),
                chronicle.ocspSigners(id, now));
    }
}
