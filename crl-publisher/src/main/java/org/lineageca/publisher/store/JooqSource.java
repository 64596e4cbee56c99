package org.lineageca.publisher.store;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_PIECE;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.HEARTBEAT;
import static org.lineageca.db.Tables.REVOCATION;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.Offer;
import org.lineageca.publisher.publish.OfferedCertificate;
import org.lineageca.publisher.publish.OfferedCrl;
import org.lineageca.publisher.publish.OfferedGeneration;
import org.lineageca.publisher.publish.Origin;
import org.lineageca.publisher.publish.Source;
import org.lineageca.publisher.publish.SourceUnavailableException;
import org.lineageca.publisher.publish.UnreadableCrlException;

/** Reads with SELECT only, the server itself or any replica of it. */
public final class JooqSource implements Source {

    /** Of half a megabyte each. */
    private static final int PIECES_AT_A_TIME = 4;

    /** How a released hold is recorded (RFC 5280 5.3.1). */
    private static final short REMOVE_FROM_CRL = 8;

    /** Classes of SQLSTATE (PostgreSQL's Appendix A) that say nothing of what was asked for. */
    private static final String NO_STATE = "00";

    private static final String CONNECTION = "08";
    private static final String RESOURCES = "53";

    /** Of the server as a whole; others of that class end one statement, such as 57014. */
    private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03");

    private static final Field<Boolean> IS_REPLICA =
            DSL.field("pg_is_in_recovery()", SQLDataType.BOOLEAN);

    private final DSLContext database;

    private JooqSource(DSLContext database) {
        this.database = database;
    }

    /** Reads through a pool of connections, which the caller closes. */
    public static JooqSource of(DataSource connections) {
        return new JooqSource(DSL.using(connections, SQLDialect.POSTGRES));
    }

    @Override
    public Offer read() {
        try {
            // One transaction, one snapshot: a CRL is never seen without the certificate before it.
            return database.transactionResult(transaction -> offer(transaction.dsl()));
        } catch (DataAccessException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Octets crl(OfferedGeneration generation, OfferedCrl crl) {
        try {
            // A cursor needs a transaction.
            return database.transactionResult(
                    transaction -> pieces(transaction.dsl(), generation, crl));
        } catch (DataAccessException e) {
            throw failure(generation, e);
        }
    }

    private static Octets pieces(
            DSLContext transaction, OfferedGeneration generation, OfferedCrl crl) {
        var der = ByteBuffer.allocateDirect(Math.toIntExact(crl.bytes()));
        var pieces =
                transaction
                        .select(CRL_PIECE.CONTENT)
                        .from(CRL_PIECE)
                        .where(CRL_PIECE.GENERATION_ID.eq(generation.id()))
                        .and(CRL_PIECE.SCOPE.eq(crl.scope()))
                        .and(CRL_PIECE.NUMBER.eq(crl.number()))
                        .orderBy(CRL_PIECE.PIECE)
                        .fetchSize(PIECES_AT_A_TIME)
                        .fetchLazy();
        try (pieces) {
            for (var piece : pieces) {
                if (piece.value1().length > der.remaining()) {
                    throw incomplete(generation, crl);
                }
                der.put(piece.value1());
            }
        }
        if (der.hasRemaining()) {
            throw incomplete(generation, crl);
        }
        return Octets.takenOver(der.flip());
    }

    private static UnreadableCrlException incomplete(OfferedGeneration generation, OfferedCrl crl) {
        return new UnreadableCrlException(
                "CRL number %d of %s/%s is not in the database in the size its row says."
                        .formatted(crl.number(), generation.label(), crl.scope()),
                null);
    }

    @Override
    public Set<Octets> expired(OfferedGeneration generation, Instant before, List<Octets> serials) {
        try {
            return database.select(CERTIFICATE.SERIAL)
                    .from(CERTIFICATE)
                    .where(CERTIFICATE.GENERATION_ID.eq(generation.id()))
                    .and(CERTIFICATE.NOT_AFTER.lt(before))
                    .and(CERTIFICATE.SERIAL.eq(any(arrays(serials))))
                    .fetchSet(row -> Octets.of(row.value1()));
        } catch (DataAccessException e) {
            throw failure(generation, e);
        }
    }

    @Override
    public Set<Octets> released(OfferedGeneration generation, List<Octets> serials) {
        try {
            return database.select(REVOCATION.SERIAL)
                    .from(REVOCATION)
                    .where(REVOCATION.GENERATION_ID.eq(generation.id()))
                    .and(REVOCATION.REASON.eq(REMOVE_FROM_CRL))
                    .and(REVOCATION.SERIAL.eq(any(arrays(serials))))
                    .fetchSet(row -> Octets.of(row.value1()));
        } catch (DataAccessException e) {
            throw failure(generation, e);
        }
    }

    private static byte[][] arrays(List<Octets> serials) {
        return serials.stream().map(Octets::toArray).toArray(byte[][]::new);
    }

    private static Offer offer(DSLContext snapshot) {
        var certificates = certificates(snapshot);
        var crls = crls(snapshot);
        return new Offer(
                snapshot.select(
                                GENERATION.GENERATION_ID,
                                GENERATION.LABEL,
                                AUTHORITY.SUBJECT,
                                GENERATION.SPKI)
                        .from(GENERATION)
                        .join(AUTHORITY)
                        .on(AUTHORITY.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                        .orderBy(GENERATION.GENERATION_ID)
                        .fetch(row ->
                                new OfferedGeneration(
                                        row.value1(),
                                        row.value2(),
                                        Octets.of(row.value3()),
                                        Octets.of(row.value4()),
                                        certificates.getOrDefault(row.value1(), List.of()),
                                        crls.getOrDefault(row.value1(), List.of()))),
                origin(snapshot));
    }

    private static Origin origin(DSLContext snapshot) {
        return snapshot.select(IS_REPLICA, HEARTBEAT.AT)
                .from(HEARTBEAT)
                .fetchSingle(row -> new Origin(row.value1(), row.value2()));
    }

    private static Map<Integer, List<OfferedCertificate>> certificates(DSLContext snapshot) {
        return snapshot.select(
                        CA_CERTIFICATE.GENERATION_ID,
                        CA_CERTIFICATE.ISSUER_GENERATION_ID,
                        CA_CERTIFICATE.NOT_BEFORE,
                        CA_CERTIFICATE.IS_CROSS,
                        CA_CERTIFICATE.DER)
                .from(CA_CERTIFICATE)
                .orderBy(
                        CA_CERTIFICATE.NOT_BEFORE,
                        CA_CERTIFICATE.RECORDED_AT,
                        CA_CERTIFICATE.SHA256)
                .fetchGroups(
                        CA_CERTIFICATE.GENERATION_ID,
                        row ->
                                new OfferedCertificate(
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        Octets.of(row.value5())));
    }

    /** The size comes from the row's pointer to the CRL: the CRL itself is not read for it. */
    private static Map<Integer, List<OfferedCrl>> crls(DSLContext snapshot) {
        var bytes = CRL.OCTETS;
        var full = CRL_SCOPE.as("full");
        var deltas = CRL_SCOPE.as("deltas");
        var newest =
                lateral(
                                select(
                                                CRL.NUMBER,
                                                CRL.BASE_NUMBER,
                                                CRL.ENTRIES,
                                                CRL.TBS_SHA256,
                                                CRL.IS_FINAL,
                                                bytes,
                                                CRL.RECORDED_AT)
                                        .from(CRL)
                                        .where(CRL.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                                        .and(CRL.SCOPE.eq(CRL_SCOPE.SCOPE))
                                        .and(CRL.RECORDED_AT.isNotNull())
                                        .orderBy(CRL.NUMBER.desc())
                                        .limit(1))
                        .as("newest");
        var earlier = CRL.as("earlier");
        var before =
                select(earlier.THIS_UPDATE)
                        .from(earlier)
                        .where(earlier.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                        .and(earlier.SCOPE.eq(coalesce(CRL_SCOPE.DELTA_OF, CRL_SCOPE.SCOPE)))
                        .and(earlier.NUMBER.lt(newest.field(CRL.NUMBER)))
                        .and(earlier.RECORDED_AT.isNotNull())
                        .orderBy(earlier.NUMBER.desc())
                        .limit(1);
        return snapshot.select(
                        CRL_SCOPE.GENERATION_ID,
                        CRL_SCOPE.SCOPE,
                        coalesce(full.DISTRIBUTION_POINT, CRL_SCOPE.DISTRIBUTION_POINT),
                        deltas.DISTRIBUTION_POINT,
                        newest.field(CRL.NUMBER),
                        newest.field(CRL.BASE_NUMBER),
                        newest.field(CRL.ENTRIES),
                        newest.field(CRL.TBS_SHA256),
                        newest.field(CRL.IS_FINAL),
                        DSL.field(before),
                        newest.field(bytes),
                        newest.field(CRL.RECORDED_AT))
                .from(CRL_SCOPE)
                .crossJoin(newest)
                .leftJoin(full)
                .on(full.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                .and(full.SCOPE.eq(CRL_SCOPE.DELTA_OF))
                .leftJoin(deltas)
                .on(deltas.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                .and(deltas.DELTA_OF.eq(CRL_SCOPE.SCOPE))
                .orderBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .fetchGroups(
                        CRL_SCOPE.GENERATION_ID,
                        row ->
                                new OfferedCrl(
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        Octets.of(row.value8()),
                                        row.value9(),
                                        row.value10(),
                                        row.value11(),
                                        row.value12()));
    }

    /** Of a server that is there, it is this CRL's or its generation's; others may be read. */
    private static RuntimeException failure(OfferedGeneration generation, DataAccessException e) {
        if (isAway(e.sqlState())) {
            return unavailable(e);
        }
        return new UnreadableCrlException(
                "The database did not give what it has of %s: %s"
                        .formatted(generation.label(), innermost(e).getMessage()),
                e);
    }

    /** Without a state it is the pool that speaks: it is closed, or had no connection in time. */
    private static boolean isAway(@Nullable String state) {
        return state == null
                || state.length() < CONNECTION.length()
                || state.startsWith(NO_STATE)
                || state.startsWith(CONNECTION)
                || state.startsWith(RESOURCES)
                || SHUTDOWNS.contains(state);
    }

    private static SourceUnavailableException unavailable(DataAccessException e) {
        return new SourceUnavailableException(
                "The database did not answer: "
                        + innermost(e).getMessage()
                        + " What is published stays as it is. Check that PostgreSQL runs and the role may log in.",
                e);
    }

    /** The server's or driver's own words; the pool's say only how long it waited for them. */
    private static Throwable innermost(DataAccessException e) {
        Throwable innermost = e;
        while (innermost.getCause() instanceof SQLException cause) {
            innermost = cause;
        }
        return innermost;
    }
}
