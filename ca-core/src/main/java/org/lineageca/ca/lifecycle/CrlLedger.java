package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Numbers and contents of CRLs. Each method is one transaction, its audit events included. */
public interface CrlLedger {

    /**
     * Where a scope stands.
     *
     * @param latest the newest signed CRL; null before the first
     */
    record Standing(
            GenerationId generation,
            CrlScope scope,
            CrlSchedule schedule,
            @Nullable Signed latest) {

        public boolean isDue(Instant now) {
            return latest == null
                    || (!latest.isFinal() && schedule.isDue(latest.thisUpdate(), now));
        }
    }

    /**
     * A signed CRL on record.
     *
     * @param octets the length of its DER
     */
    record Signed(long number, Instant thisUpdate, Instant nextUpdate, long entries, int octets) {

        /** Whether no other will follow it. */
        public boolean isFinal() {
            return nextUpdate.equals(TbsCertList.NEVER);
        }
    }

    List<Standing> standings();

    /**
     * Takes the next number and commits the digest of what will be signed.
     *
     * <p>The scope stays locked meanwhile, so a later number never knows fewer revocations.
     *
     * @param isFinal whether no other will follow it
     * @param lint from the content to what may be signed; what it throws leaves the number untaken
     */
    Linted<TbsCertList> intend(
            Issuer issuer,
            String scope,
            Instant thisUpdate,
            boolean isFinal,
            Actor actor,
            Function<TbsCertList, Linted<TbsCertList>> lint);

    /** Records what the token returned. */
    void record(Linted<TbsCertList> linted, Octets der, Instant at, Actor actor);
}
