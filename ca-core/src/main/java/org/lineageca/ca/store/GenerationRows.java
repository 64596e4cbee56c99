package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.PROFILE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectFinalStep;
import org.jooq.impl.DSL;
import org.lineageca.ca.authority.CrlPointer;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** Rows to generations in their states. */
final class GenerationRows {

    private static final org.lineageca.db.tables.Generation PARENT = GENERATION.as("parent");

    /** The newest certificate over the generation's key. */
    private static final Field<byte[]> CERTIFICATE =
            DSL.field(
                            DSL.select(CA_CERTIFICATE.DER)
                                    .from(CA_CERTIFICATE)
                                    .where(
                                            CA_CERTIFICATE
                                                    .GENERATION_ID
                                                    .eq(GENERATION.GENERATION_ID)
                                                    .andNot(CA_CERTIFICATE.IS_CROSS))
                                    .orderBy(
                                            CA_CERTIFICATE.NOT_BEFORE.desc(),
                                            CA_CERTIFICATE.RECORDED_AT.desc())
                                    .limit(1))
                    .as("certificate");

    /** Scopes that new certificates name, as "scope uri". */
    private static final Field<String[]> POINTERS = pointers();

    private static final KeptQuery ISSUING = new KeptQuery(issuing(), 0);

    private GenerationRows() {}

    private static Field<String[]> pointers() {
        var named = CRL_SCOPE.as("named");
        return DSL.array(
                        DSL.select(named.SCOPE.concat(" ").concat(named.DISTRIBUTION_POINT))
                                .from(named)
                                .where(named.GENERATION_ID.eq(GENERATION.GENERATION_ID))
                                .and(named.IN_NEW_CERTIFICATES)
                                .and(named.SERVED_AT.isNotNull())
                                .orderBy(DSL.length(named.SCOPE), named.SCOPE))
                .as("pointers");
    }

    private static List<CrlPointer> pointers(Record row, String prefix) {
        return Arrays.stream(row.get(POINTERS))
                .map(pointer -> pointer.split(" ", 2))
                .map(parts -> new CrlPointer(parts[0], parts[1]))
                .filter(pointer -> pointer.scope().startsWith(prefix))
                .toList();
    }

    static List<Generation> fetch(DSLContext database, Condition condition) {
        return query(database, condition).fetch(GenerationRows::generation);
    }

    /**
     * What issues by a profile, beside the name and version of that ({@link ProfileRows#profile}):
     * one row at most. It is asked for each certificate.
     */
    static Optional<? extends Record> issuing(DSLContext database, String profile) {
        return ISSUING
                .fetch(database, (_, statement, place) -> statement.setString(place, profile))
                .stream()
                .findFirst();
    }

    private static Select<? extends Record> issuing() {
        var issuing =
                query(
                                DSL.using(SQLDialect.POSTGRES),
                                PROFILE.NAME
                                        .eq(KeptQuery.value(String.class))
                                        .and(GENERATION.STATE.eq("Enabled")))
                        .getQuery();
        issuing.addSelect(PROFILE.NAME, PROFILE.VERSION);
        issuing.addJoin(PROFILE, PROFILE.LINEAGE_ID.eq(GENERATION.LINEAGE_ID));
        return issuing;
    }

    private static SelectFinalStep<? extends Record> query(
            DSLContext database, Condition condition) {
        return database.select(GENERATION.fields())
                .select(
                        AUTHORITY.SUBJECT,
                        LINEAGE.ROLE,
                        PARENT.SPKI_SHA256,
                        CRL_SCOPE.DISTRIBUTION_POINT,
                        POINTERS,
                        CERTIFICATE)
                .from(GENERATION)
                .join(AUTHORITY)
                .on(AUTHORITY.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                .leftJoin(LINEAGE)
                .on(LINEAGE.LINEAGE_ID.eq(GENERATION.LINEAGE_ID))
                .leftJoin(PARENT)
                .on(PARENT.GENERATION_ID.eq(GENERATION.PARENT_ID))
                .join(CRL_SCOPE)
                .on(
                        CRL_SCOPE
                                .GENERATION_ID
                                .eq(GENERATION.GENERATION_ID)
                                .and(CRL_SCOPE.SCOPE.eq(CrlScope.COMPLETE)))
                .where(condition)
                .orderBy(GENERATION.GENERATION_ID);
    }

    static Generation generation(Record row) {
        var identity = identity(row);
        var since = row.get(GENERATION.STATE_SINCE);
        var state = row.get(GENERATION.STATE);
        var der = row.get(CERTIFICATE);
        if (der == null) {
            return new Generation.AwaitingCertificate(identity, since);
        }
        var certificate = CaCertificate.parse(Octets.of(der));
        return switch (state) {
            case "Staged" -> new Generation.Staged(identity, certificate, since);
            case "Enabled" -> new Generation.Enabled(identity, certificate, since);
            case "Disabled" -> new Generation.Disabled(identity, certificate, since);
            case "Retired" -> new Generation.Retired(identity, certificate, since);
            case "Destroyed" -> new Generation.Destroyed(identity, certificate, since);
            case "Revoked" -> new Generation.Revoked(identity, certificate, since);
            default ->
                    throw new IllegalStateException(
                            "generation " + identity.id() + " is in the unknown state " + state);
        };
    }

    private static GenerationIdentity identity(Record row) {
        var parent = row.get(PARENT.SPKI_SHA256);
        return new GenerationIdentity(
                new DistinguishedName(Octets.of(row.get(AUTHORITY.SUBJECT))),
                row.get(GENERATION.NUMBER),
                row.get(LINEAGE.ROLE),
                parent == null ? null : new GenerationId(Octets.of(parent)),
                KeyHandle.of(row.get(GENERATION.TOKEN), Octets.of(row.get(GENERATION.SPKI))),
                KeyAlgorithm.valueOf(row.get(GENERATION.ALGORITHM)),
                new RelyingPartyUris(
                        row.get(CRL_SCOPE.DISTRIBUTION_POINT),
                        row.get(GENERATION.CA_ISSUERS_URI),
                        row.get(GENERATION.OCSP_URI),
                        pointers(row, CrlScope.CA_CERTIFICATES).stream().findFirst().orElse(null),
                        pointers(row, CrlScope.SHARD)));
    }
}
