package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CA_CERTIFICATE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.AuthorityStore.RecordedCaCertificate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Certificates over the keys of generations. */
final class CaCertificateRows {

    private CaCertificateRows() {}

    static void insert(
            DSLContext transaction,
            GenerationKeys keys,
            CaCertificate certificate,
            @Nullable GenerationId issuer,
            boolean isCross,
            Instant at) {
        transaction
                .insertInto(CA_CERTIFICATE)
                .set(CA_CERTIFICATE.GENERATION_ID, keys.key(certificate.generation()))
                .set(CA_CERTIFICATE.SHA256, certificate.der().sha256().toArray())
                .set(CA_CERTIFICATE.ISSUER_GENERATION_ID, issuer == null ? null : keys.key(issuer))
                .set(CA_CERTIFICATE.SERIAL, certificate.serial().octets().toArray())
                .set(CA_CERTIFICATE.NOT_BEFORE, certificate.notBefore())
                .set(CA_CERTIFICATE.NOT_AFTER, certificate.notAfter())
                .set(CA_CERTIFICATE.DER, certificate.der().toArray())
                .set(CA_CERTIFICATE.IS_CROSS, isCross)
                .set(CA_CERTIFICATE.RECORDED_AT, at)
                .execute();
    }

    static List<RecordedCaCertificate> of(
            DSLContext database, GenerationKeys keys, GenerationId generation) {
        return database.select(
                        CA_CERTIFICATE.DER,
                        CA_CERTIFICATE.ISSUER_GENERATION_ID,
                        CA_CERTIFICATE.IS_CROSS)
                .from(CA_CERTIFICATE)
                .where(CA_CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .orderBy(CA_CERTIFICATE.RECORDED_AT, CA_CERTIFICATE.SHA256)
                .fetch(row ->
                        new RecordedCaCertificate(
                                CaCertificate.parse(Octets.of(row.value1())),
                                row.value2() == null ? null : keys.name(row.value2()),
                                row.value3()));
    }
}
