package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** A generation's certificates that a list may mean. */
final class CandidateRows {

    private final DSLContext database;
    private final int key;
    private final GenerationId generation;

    CandidateRows(DSLContext database, int key, GenerationId generation) {
        this.database = database;
        this.key = key;
        this.generation = generation;
    }

    /** Those that have one of these serial numbers or fingerprints, each once. */
    List<BatchStore.Candidate> fetch(Collection<Octets> serials, Collection<Octets> sha256) {
        var bySerial = CERTIFICATE.SERIAL.eq(DSL.any(arrays(serials)));
        var byFingerprint =
                CERTIFICATE.SERIAL.in(
                        DSL.select(SIGNED_CERTIFICATE.SERIAL)
                                .from(SIGNED_CERTIFICATE)
                                .where(SIGNED_CERTIFICATE.GENERATION_ID.eq(key))
                                .and(SIGNED_CERTIFICATE.SHA256.eq(DSL.any(arrays(sha256)))));
        // One after the other: asked for both at once, the planner reads every certificate.
        return Stream.of(bySerial, byFingerprint)
                .flatMap(named -> fetch(named).stream())
                .distinct()
                .toList();
    }

    private List<BatchStore.Candidate> fetch(Condition named) {
        return database.select(CERTIFICATE.SERIAL, SIGNED_CERTIFICATE.SHA256, REVOCATION.SERIAL)
                .from(CERTIFICATE)
                .leftJoin(SIGNED_CERTIFICATE)
                .on(
                        SIGNED_CERTIFICATE
                                .GENERATION_ID
                                .eq(key)
                                .and(SIGNED_CERTIFICATE.SERIAL.eq(CERTIFICATE.SERIAL)))
                .leftJoin(REVOCATION)
                .on(
                        REVOCATION
                                .GENERATION_ID
                                .eq(key)
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                .and(RevokedRows.isFinal()))
                .where(CERTIFICATE.GENERATION_ID.eq(key))
                .and(named)
                .fetch(row ->
                        new BatchStore.Candidate(
                                listed(generation, row.value1()),
                                row.value2() == null ? null : Octets.of(row.value2()),
                                row.value3() != null));
    }

    static ListedCertificate listed(GenerationId generation, byte[] serial) {
        return new ListedCertificate(generation, SerialNumber.ofOctets(Octets.of(serial)));
    }

    static byte[][] arrays(Collection<Octets> octets) {
        return octets.stream().map(Octets::toArray).toArray(byte[][]::new);
    }
}
