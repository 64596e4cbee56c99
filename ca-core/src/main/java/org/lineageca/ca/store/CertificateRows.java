package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Rows to what is on record about certificates, newest first. */
final class CertificateRows {

    private static final Comparator<CertificateRecord> NEWEST_FIRST =
            Comparator.comparing(CertificateRecord::intendedAt)
                    .reversed()
                    .thenComparing(record -> record.serial().octets());

    private CertificateRows() {}

    /** Whether a CA has it, as {@link CertificateRecord#isOfCa}. */
    static Condition isOfCa() {
        return CERTIFICATE.PROFILE.in(
                CertificateTemplate.profilesOfCas().stream().map(DSL::inline).toList());
    }

    /** The newest for which a condition holds. */
    static List<CertificateRecord> fetch(
            DSLContext database, GenerationKeys keys, Condition condition, int limit) {
        return rows(database, condition)
                .orderBy(CERTIFICATE.INTENDED_AT.desc(), CERTIFICATE.SERIAL)
                .limit(limit)
                .fetch(row -> certificate(row, keys));
    }

    /**
     * Those for which one of the conditions holds, newest first. Each is planned by itself: as
     * alternatives of one condition each would be looked for in the tables of every generation.
     */
    static List<CertificateRecord> fetch(
            DSLContext database, GenerationKeys keys, Collection<Condition> conditions) {
        return conditions.stream()
                .<Select<Record>>map(condition -> rows(database, condition))
                .reduce(Select::unionAll)
                .map(all -> all.fetch(row -> certificate(row, keys)))
                .orElse(List.of())
                .stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static SelectConditionStep<Record> rows(DSLContext database, Condition condition) {
        return database.select(
                        CERTIFICATE.asterisk(),
                        SIGNED_CERTIFICATE.SHA256,
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.INVALIDITY_DATE)
                .from(CERTIFICATE)
                .leftJoin(SIGNED_CERTIFICATE)
                .on(
                        SIGNED_CERTIFICATE
                                .GENERATION_ID
                                .eq(CERTIFICATE.GENERATION_ID)
                                .and(SIGNED_CERTIFICATE.SERIAL.eq(CERTIFICATE.SERIAL)))
                .leftJoin(REVOCATION)
                .on(
                        REVOCATION
                                .GENERATION_ID
                                .eq(CERTIFICATE.GENERATION_ID)
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                .and(RevokedRows.inForce()))
                .where(condition);
    }

    private static CertificateRecord certificate(Record row, GenerationKeys keys) {
        var serial = SerialNumber.ofOctets(Octets.of(row.get(CERTIFICATE.SERIAL)));
        var sha256 = row.get(SIGNED_CERTIFICATE.SHA256);
        return new CertificateRecord(
                keys.name(row.get(CERTIFICATE.GENERATION_ID)),
                serial,
                row.get(CERTIFICATE.PROFILE),
                row.get(CERTIFICATE.SUBJECT),
                List.of(row.get(CERTIFICATE.NAMES)),
                row.get(CERTIFICATE.NOT_BEFORE),
                row.get(CERTIFICATE.NOT_AFTER),
                row.get(CERTIFICATE.INTENDED_AT),
                row.get(CERTIFICATE.INTENDED_BY),
                sha256 == null ? null : Octets.of(sha256),
                revocation(row, serial));
    }

    private static @Nullable RevocationEntry revocation(Record row, SerialNumber serial) {
        var revokedAt = row.get(REVOCATION.REVOKED_AT);
        return revokedAt == null
                ? null
                : new RevocationEntry(
                        serial,
                        revokedAt,
                        RevocationReason.ofCode(row.get(REVOCATION.REASON)),
                        row.get(REVOCATION.INVALIDITY_DATE));
    }
}
