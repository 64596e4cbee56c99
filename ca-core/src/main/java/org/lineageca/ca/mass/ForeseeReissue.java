package org.lineageca.ca.mass;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.ReissueListed;
import org.lineageca.ca.lifecycle.ReissueStore;
import org.lineageca.ca.lifecycle.ReissueStore.Listed;
import org.lineageca.ca.lifecycle.RepeatCertificate;

/** What the re-issue of a list would bring about, before anybody decides on it. */
public final class ForeseeReissue {

    /** How many are compared with the rules: some seconds' work. */
    private static final int SAMPLE = 5_000;

    private final BatchStore batches;
    private final ReissueStore reissues;
    private final ReissueLedger ledger;
    private final AuthorityStore authorities;
    private final RepeatCertificate repeat;
    private final InstantSource clock;

    public ForeseeReissue(
            BatchStore batches,
            ReissueStore reissues,
            ReissueLedger ledger,
            AuthorityStore authorities,
            RepeatCertificate repeat,
            InstantSource clock) {
        this.batches = batches;
        this.reissues = reissues;
        this.ledger = ledger;
        this.authorities = authorities;
        this.repeat = repeat;
        this.clock = clock;
    }

    /**
     * Of all that is on the list now.
     *
     * @throws RefusedException if there is no such list, or nobody could issue as things stand
     */
    public ReissueOutlook foresee(Actor actor, long batch) {
        actor.require(Permission.VIEW);
        var found =
                batches.find(batch)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND, "There is no batch " + batch + "."));
        var sameKey = ReissueListed.sameKey(authorities);
        var now = clock.instant();
        var sample = new Looking();
        for (var listed : reissues.first(batch, sameKey, SAMPLE, now)) {
            if (listed instanceof Listed.Open open) {
                sample.look(actor, open);
            }
        }
        return new ReissueOutlook(
                found.certificates(),
                ledger.shares(batch, sameKey, now),
                new ReissueOutlook.Sample(sample.looked, sample.refused, sample.example),
                ledger.pace());
    }

    /** Counts. */
    private final class Looking {

        private int looked;
        private int refused;
        private @Nullable String example;

        private void look(Actor actor, Listed.Open open) {
            looked++;
            try {
                repeat.check(actor, open.profile(), open.der());
            } catch (RefusedException e) {
                if (ReissueListed.obstacle(e).isEmpty()) {
                    throw e;
                }
                refused++;
                if (example == null) {
                    example = e.getMessage();
                }
            }
        }
    }
}
