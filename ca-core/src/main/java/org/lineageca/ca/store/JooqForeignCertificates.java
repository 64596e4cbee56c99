package org.lineageca.ca.store;

import static org.lineageca.db.Tables.FOREIGN_CERTIFICATE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.ForeignCertificates;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** Certificates of other CAs in PostgreSQL. */
public final class JooqForeignCertificates implements ForeignCertificates {

    private final DSLContext database;

    public JooqForeignCertificates(DSLContext database) {
        this.database = database;
    }

    @Override
    public void add(List<CaCertificate> certificates, Instant at, Actor actor) {
        database.transaction(configuration -> {
            for (var certificate : certificates) {
                var added =
                        configuration
                                .dsl()
                                .insertInto(FOREIGN_CERTIFICATE)
                                .set(
                                        FOREIGN_CERTIFICATE.SHA256,
                                        certificate.der().sha256().toArray())
                                .set(
                                        FOREIGN_CERTIFICATE.SUBJECT,
                                        certificate.subject().der().toArray())
                                .set(FOREIGN_CERTIFICATE.DER, certificate.der().toArray())
                                .set(FOREIGN_CERTIFICATE.IS_ANCHOR, false)
                                .set(FOREIGN_CERTIFICATE.RECORDED_AT, at)
                                .onConflictDoNothing()
                                .execute();
                if (added == 1) {
                    AuditInsert.insert(
                            configuration.dsl(),
                            at,
                            actor,
                            new AuditEvent.ForeignCertificateRecorded(
                                    certificate.subject().toString(), certificate.der().sha256()));
                }
            }
        });
    }

    @Override
    public Optional<CaCertificate> find(Octets sha256) {
        return database.select(FOREIGN_CERTIFICATE.DER)
                .from(FOREIGN_CERTIFICATE)
                .where(FOREIGN_CERTIFICATE.SHA256.eq(sha256.toArray()))
                .fetchOptional(row -> CaCertificate.parse(Octets.of(row.value1())));
    }

    @Override
    public void trust(Octets sha256, Instant at, Actor actor) {
        database.transaction(configuration -> {
            configuration
                    .dsl()
                    .update(FOREIGN_CERTIFICATE)
                    .set(FOREIGN_CERTIFICATE.IS_ANCHOR, true)
                    .where(FOREIGN_CERTIFICATE.SHA256.eq(sha256.toArray()))
                    .execute();
            AuditInsert.insert(
                    configuration.dsl(),
                    at,
                    actor,
                    new AuditEvent.ForeignCertificateTrusted(sha256));
        });
    }

    @Override
    public boolean isAnchor(Octets sha256) {
        return database.fetchExists(
                database.selectOne()
                        .from(FOREIGN_CERTIFICATE)
                        .where(FOREIGN_CERTIFICATE.SHA256.eq(sha256.toArray()))
                        .and(FOREIGN_CERTIFICATE.IS_ANCHOR));
    }

    @Override
    public List<CaCertificate> all() {
        return database.select(FOREIGN_CERTIFICATE.DER)
                .from(FOREIGN_CERTIFICATE)
                .orderBy(FOREIGN_CERTIFICATE.RECORDED_AT, FOREIGN_CERTIFICATE.SHA256)
                .fetch(row -> CaCertificate.parse(Octets.of(row.value1())));
    }
}
