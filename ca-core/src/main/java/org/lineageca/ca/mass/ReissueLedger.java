package org.lineageca.ca.mass;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.revocation.ListedCertificate;

/**
 * What is on record of the re-issue of lists. Each method is one transaction, its audit event
 * included.
 */
public interface ReissueLedger {

    /**
     * Of a list, by profile and by what stands on record against making a certificate anew.
     *
     * @param sameKey the profiles whose certificates are made anew with the same key
     */
    List<ReissueOutlook.Share> shares(long batch, Set<String> sameKey, Instant at);

    /** Of the last lists; {@link ReissueOutlook#ASSUMED} where there is none. */
    Outlook.Pace pace();

    /** Has it wait. Asked again, nothing changes. */
    void pause(long batch, Instant at, Actor actor);

    /** Has it go on. Asked again, nothing changes. */
    void resume(long batch, Instant at, Actor actor);

    /**
     * What became of each on a list, in its order.
     *
     * @param after null for the beginning
     */
    List<ReissueResult> results(long batch, @Nullable ListedCertificate after, int limit);

    /** Those of them whose subscribers have no successor. */
    List<ReissueResult> withoutSuccessor(long batch, @Nullable ListedCertificate after, int limit);
}
