package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.FOREIGN_CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.LINEAGE;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.lifecycle.CertificatePool;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Known CA certificates and CRLs in PostgreSQL. */
public final class JooqCertificatePool implements CertificatePool {

    private final DSLContext database;

    public JooqCertificatePool(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Ours> ours() {
        return database.select(
                        CA_CERTIFICATE.DER,
                        GENERATION.SPKI_SHA256,
                        CA_CERTIFICATE.IS_CROSS,
                        GENERATION.STATE,
                        LINEAGE.ROLE)
                .from(CA_CERTIFICATE)
                .join(GENERATION)
                .on(GENERATION.GENERATION_ID.eq(CA_CERTIFICATE.GENERATION_ID))
                .leftJoin(LINEAGE)
                .on(LINEAGE.LINEAGE_ID.eq(GENERATION.LINEAGE_ID))
                .orderBy(CA_CERTIFICATE.RECORDED_AT, CA_CERTIFICATE.SHA256)
                .fetch(row ->
                        new Ours(
                                Octets.of(row.value1()),
                                new GenerationId(Octets.of(row.value2())),
                                row.value3(),
                                row.value4(),
                                row.value5()));
    }

    @Override
    public List<Foreign> foreign() {
        return database.select(FOREIGN_CERTIFICATE.DER, FOREIGN_CERTIFICATE.IS_ANCHOR)
                .from(FOREIGN_CERTIFICATE)
                .orderBy(FOREIGN_CERTIFICATE.RECORDED_AT, FOREIGN_CERTIFICATE.SHA256)
                .fetch(row -> new Foreign(Octets.of(row.value1()), row.value2()));
    }

    @Override
    public List<Octets> newestCrls(Collection<DistinguishedName> issuers) {
        var newest =
                DSL.lateral(
                                DSL.select(CrlPieces.whole().as("der"))
                                        .from(CRL)
                                        .where(
                                                CRL.GENERATION_ID
                                                        .eq(CRL_SCOPE.GENERATION_ID)
                                                        .and(CRL.SCOPE.eq(CRL_SCOPE.SCOPE))
                                                        .and(CRL.RECORDED_AT.isNotNull())
                                                        .and(
                                                                CRL.OCTETS.le(
                                                                        (long)
                                                                                CertificatePool
                                                                                        .MAX_CRL_OCTETS)))
                                        .orderBy(CRL.NUMBER.desc())
                                        .limit(1))
                        .as("newest");
        var der = newest.field("der", byte[].class);
        return database.select(der)
                .from(CRL_SCOPE)
                .join(GENERATION)
                .on(GENERATION.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                .join(AUTHORITY)
                .on(AUTHORITY.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                .join(newest)
                .on(DSL.trueCondition())
                .where(CRL_SCOPE.DELTA_OF.isNull())
                .and(
                        AUTHORITY.SUBJECT.in(
                                issuers.stream().map(name -> name.der().toArray()).toList()))
                .orderBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .fetch(row -> Octets.of(row.value1()));
    }
}
