package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CREDENTIAL;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.HEARTBEAT;
import static org.lineageca.db.Tables.PRINCIPAL;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.CredentialStanding;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/**
 * Rows that say how registered certificates stand, and how old what they say is.
 *
 * @param database or a transaction of it
 */
record StandingRows(DSLContext database) {

    private static final int PATIENCE_SECONDS = 5;

    private static final org.lineageca.db.tables.Certificate ISSUED = CERTIFICATE.as("issued");
    private static final org.lineageca.db.tables.Revocation REVOKED = REVOCATION.as("revoked");

    /** The generation that issued a certificate, beside itself and each that is above it. */
    private static final String ISSUERS = "issuers";

    private static final Field<Integer> ISSUER =
            DSL.field(DSL.name(ISSUERS, "issuer"), SQLDataType.INTEGER);
    private static final Field<Integer> ABOVE =
            DSL.field(DSL.name(ISSUERS, "above"), SQLDataType.INTEGER);

    /** The revoked one among them that is revoked the longest. */
    private static final String REVOKED_ISSUERS = "revoked_issuers";

    private static final Field<Integer> REVOKED_ISSUER =
            DSL.field(DSL.name(REVOKED_ISSUERS, "issuer"), SQLDataType.INTEGER);
    private static final Field<byte[]> REVOKED_SUBJECT =
            DSL.field(DSL.name(REVOKED_ISSUERS, "subject"), AUTHORITY.SUBJECT.getDataType());
    private static final Field<Instant> REVOKED_SINCE =
            DSL.field(
                    DSL.name(REVOKED_ISSUERS, "state_since"), GENERATION.STATE_SINCE.getDataType());

    /** Null on the database itself, where nothing is late. */
    static final Field<Instant> AS_OF =
            DSL.when(DSL.function("pg_is_in_recovery", SQLDataType.BOOLEAN).isTrue(), HEARTBEAT.AT);

    private static final KeptQuery BY_FINGERPRINT =
            new KeptQuery(
                    query(
                            DSL.using(SQLDialect.POSTGRES),
                            CREDENTIAL.SHA256.eq(DSL.any(KeptQuery.value(byte[][].class)))),
                    PATIENCE_SECONDS);

    /** One row at least: that of the heartbeat, which says how old what is read is. */
    List<? extends Record> fetch(Condition asked) {
        return query(database, asked).queryTimeout(PATIENCE_SECONDS).fetch();
    }

    /** The same for those with these fingerprints: asked for each request of a machine. */
    List<? extends Record> fetch(Collection<Octets> sha256) {
        var fingerprints = sha256.stream().map(Octets::toArray).toArray(byte[][]::new);
        return BY_FINGERPRINT.fetch(
                database,
                (connection, statement, place) ->
                        statement.setArray(place, connection.createArrayOf("bytea", fingerprints)));
    }

    private static Select<? extends Record> query(DSLContext database, Condition asked) {
        return database.withRecursive(issuers(asked))
                .select(
                        AS_OF,
                        CREDENTIAL.SHA256,
                        CREDENTIAL.DER,
                        CREDENTIAL.GENERATION_ID,
                        CREDENTIAL.REMOVED_AT,
                        PRINCIPAL.NAME,
                        PRINCIPAL.ROLE,
                        PRINCIPAL.REMOVED_AT,
                        ISSUED.NOT_BEFORE,
                        ISSUED.NOT_AFTER,
                        REVOKED.REVOKED_AT,
                        REVOKED.REASON,
                        REVOKED_SUBJECT,
                        REVOKED_SINCE)
                .from(HEARTBEAT)
                .leftJoin(CREDENTIAL.join(PRINCIPAL).using(PRINCIPAL.PRINCIPAL_ID))
                .on(asked)
                .leftJoin(certificate())
                .on(DSL.trueCondition())
                .leftJoin(revocation())
                .on(DSL.trueCondition())
                .leftJoin(revokedIssuers())
                .on(REVOKED_ISSUER.eq(CREDENTIAL.GENERATION_ID));
    }

    /** Looked up one by one: joined, every certificate there is would be read for all of them. */
    private static Table<Record2<Instant, Instant>> certificate() {
        return DSL.lateral(
                        DSL.select(CERTIFICATE.NOT_BEFORE, CERTIFICATE.NOT_AFTER)
                                .from(CERTIFICATE)
                                .where(CERTIFICATE.GENERATION_ID.eq(CREDENTIAL.GENERATION_ID))
                                .and(CERTIFICATE.SERIAL.eq(CREDENTIAL.SERIAL))
                                .limit(1))
                .as(ISSUED.getName());
    }

    private static Table<Record2<Instant, Short>> revocation() {
        return DSL.lateral(
                        DSL.select(REVOCATION.REVOKED_AT, REVOCATION.REASON)
                                .from(REVOCATION)
                                .where(REVOCATION.GENERATION_ID.eq(CREDENTIAL.GENERATION_ID))
                                .and(REVOCATION.SERIAL.eq(CREDENTIAL.SERIAL))
                                .and(RevokedRows.inForce())
                                .limit(1))
                .as(REVOKED.getName());
    }

    private static CommonTableExpression<Record2<Integer, Integer>> issuers(Condition asked) {
        return DSL.name(ISSUERS)
                .fields("issuer", "above")
                .as(
                        DSL.select(CREDENTIAL.GENERATION_ID, CREDENTIAL.GENERATION_ID)
                                .from(CREDENTIAL)
                                .where(asked)
                                .union(
                                        DSL.select(ISSUER, GENERATION.PARENT_ID)
                                                .from(DSL.table(DSL.name(ISSUERS)))
                                                .join(GENERATION)
                                                .on(GENERATION.GENERATION_ID.eq(ABOVE))));
    }

    private static Table<Record3<Integer, byte[], Instant>> revokedIssuers() {
        return DSL.select(ISSUER, AUTHORITY.SUBJECT, GENERATION.STATE_SINCE)
                .distinctOn(ISSUER)
                .from(DSL.table(DSL.name(ISSUERS)))
                .join(GENERATION)
                .on(GENERATION.GENERATION_ID.eq(ABOVE))
                .join(AUTHORITY)
                .using(AUTHORITY.AUTHORITY_ID)
                .where(GENERATION.STATE.eq("Revoked"))
                .orderBy(ISSUER, GENERATION.STATE_SINCE)
                .asTable(REVOKED_ISSUERS);
    }

    static CredentialStanding standing(Record row) {
        return new CredentialStanding(
                new Actor.Principal(
                        row.get(PRINCIPAL.NAME), TrustedRole.valueOf(row.get(PRINCIPAL.ROLE))),
                row.get(CREDENTIAL.GENERATION_ID) == null,
                row.get(PRINCIPAL.REMOVED_AT),
                row.get(CREDENTIAL.REMOVED_AT),
                validity(row),
                revocation(row),
                issuerRevocation(row));
    }

    private static CredentialStanding.Validity validity(Record row) {
        var notBefore = row.get(ISSUED.NOT_BEFORE);
        if (notBefore != null) {
            return new CredentialStanding.Validity(notBefore, row.get(ISSUED.NOT_AFTER));
        }
        var pinned = PinnedCertificate.parse(Octets.of(row.get(CREDENTIAL.DER)));
        return new CredentialStanding.Validity(pinned.notBefore(), pinned.notAfter());
    }

    private static CredentialStanding.@Nullable Revocation revocation(Record row) {
        var at = row.get(REVOKED.REVOKED_AT);
        return at == null
                ? null
                : new CredentialStanding.Revocation(
                        at, RevocationReason.ofCode(row.get(REVOKED.REASON)));
    }

    private static CredentialStanding.@Nullable IssuerRevocation issuerRevocation(Record row) {
        var since = row.get(REVOKED_SINCE);
        return since == null
                ? null
                : new CredentialStanding.IssuerRevocation(
                        new DistinguishedName(Octets.of(row.get(REVOKED_SUBJECT))).toString(),
                        since);
    }
}
