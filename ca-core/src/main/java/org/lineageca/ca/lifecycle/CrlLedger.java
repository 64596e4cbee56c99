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
    record Signed(long number, Instant thisUpdate, Instant nextUpdate, long entries, long octets) {

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

    /**
     * Takes over a CRL that a ceremony signed: as the newest of its scope, or sealed until its
     * thisUpdate. What is still sealed of an earlier ceremony and would come out beside it is
     * withdrawn. Asked again, nothing changes.
     *
     * @throws IllegalStateException if its number was taken by another CRL
     */
    void adopt(Linted<TbsCertList> linted, Octets der, Instant at, Actor actor);

    /** Marks a number as taken that no CRL of ours will ever have. */
    void skip(GenerationId generation, String scope, long number);

    /** Brings out sealed CRLs whose time has come; of several of one scope, all in their order. */
    List<Released> release(Instant now, Actor actor);

    /** A CRL that is not sealed any more. */
    record Released(GenerationId generation, long number) {}

    /** CRLs that wait for their time, by generation and time. */
    List<Sealed> sealed();

    /** A CRL that waits for its time. */
    record Sealed(GenerationId generation, long number, Instant thisUpdate, Instant nextUpdate) {}
}
