package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.LintedStream;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Numbers and contents of CRLs. Each method is one transaction, its audit events included. */
public interface CrlLedger {

    /**
     * Where a scope stands.
     *
     * @param place the name of the scope, of its deltas with {@code -delta} behind it
     * @param latest the newest signed CRL; null before the first
     * @param untoldSince when the first certificate was revoked that the newest CRL does not tell,
     *     where CRLs follow revocations; else null
     */
    record Standing(
            GenerationId generation,
            String place,
            String distributionPoint,
            CrlSchedule schedule,
            @Nullable Signed latest,
            @Nullable Instant untoldSince) {

        public boolean isDelta() {
            return place.endsWith(CrlScope.DELTA);
        }

        /** Of deltas: the place of the CRLs they add to. */
        public String scope() {
            return isDelta() ? place.substring(0, place.length() - CrlScope.DELTA.length()) : place;
        }

        public boolean isFinal() {
            return latest != null && latest.isFinal();
        }

        /** When the next is to be issued; {@link Instant#MAX} after the last. */
        public Instant due() {
            if (latest == null) {
                return Instant.MIN;
            }
            if (latest.isFinal()) {
                return Instant.MAX;
            }
            var salt = Objects.hash(generation.label(), place, latest.number());
            var regular = schedule.renewal(latest.thisUpdate(), latest.nextUpdate(), salt);
            var told = schedule.telling(untoldSince);
            return told.isBefore(regular) ? told : regular;
        }

        public boolean isDue(Instant now) {
            return !now.isBefore(due());
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
     * What is to be signed.
     *
     * @param place as in {@link Standing}
     * @param isFinal whether no other will follow it
     */
    record Order(Issuer issuer, String place, Instant thisUpdate, boolean isFinal) {}

    /**
     * Takes the next number, writes what will be signed and commits both with its digest.
     *
     * <p>The scope stays locked meanwhile, so a later number never knows fewer revocations.
     *
     * @throws org.lineageca.ca.lint.LintFailedException if what was written breaks a rule; the
     *     number is not taken
     * @throws org.lineageca.ca.issuance.RefusedException if it is to be a delta and there is
     *     nothing it could add to, or if the last of its scope is recorded
     */
    LintedStream<TbsCertList> intend(Order order, Actor actor);

    /**
     * Records what the token returned.
     *
     * @param signature the signature value
     * @return the size of the CRL in octets
     * @throws org.lineageca.ca.issuance.RefusedException if it is to be the last of its scope, and
     *     a number was taken after its own
     */
    long record(LintedStream<TbsCertList> linted, Octets signature, Instant at, Actor actor);

    /**
     * Deletes what was to be signed and will not be, or is not on record as signed. Its number,
     * digest and event stay. What is recorded stays whole.
     */
    void discard(LintedStream<TbsCertList> linted);

    /**
     * A recorded CRL that is small enough to be held, DER.
     *
     * @throws IllegalStateException if it is not there any more, or too large
     */
    Octets der(GenerationId generation, String place, long number);

    /**
     * Whether the newest signed CRL of a scope tells every revocation that is on record: it was
     * read from them, or a ceremony signed it with them (ADR 0056).
     *
     * @param place as in {@link Standing}
     */
    boolean tellsAll(GenerationId generation, String place);

    /**
     * Takes over a CRL that a ceremony signed: as the newest of its scope, or sealed until its
     * thisUpdate, and for as long as it does not tell a revocation that is on record. What is still
     * sealed of an earlier ceremony and would come out beside it is withdrawn. Asked again, nothing
     * changes.
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

    /**
     * A CRL that waits for its time.
     *
     * @param isHeldBack whether its time will not come: it does not tell a revocation that is on
     *     record
     */
    record Sealed(
            GenerationId generation,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            boolean isHeldBack) {}
}
