package org.lineageca.ocsp.store;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.OCSP_SIGNER;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.CrlReference;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.Change;
import org.lineageca.ocsp.status.GenerationRow;
import org.lineageca.ocsp.status.GenerationRow.DelegateRow;
import org.lineageca.ocsp.status.Origin;
import org.lineageca.ocsp.status.StatusSource;
import org.lineageca.ocsp.status.StatusUnavailableException;
import org.lineageca.octets.Octets;

/**
 * Reads the tables that the role {@code lineage_responder} may see, in the CA's database or a copy
 * of it.
 */
public final class JooqStatusSource implements StatusSource {

    private static final String COMPLETE = "complete";

    private final DSLContext db;
    private final InstantSource clock;
    private final boolean withCrls;
    private final DatabaseOrigin origin;
    private final StatusLookUps lookUps;

    /**
     * Reads from this database.
     *
     * @param isCopy whether it is known to be a copy, whatever it says of itself
     * @param withCrls whether answers are to name CRLs
     */
    public JooqStatusSource(
            DataSource database, InstantSource clock, boolean isCopy, boolean withCrls) {
        this.db = DSL.using(database, SQLDialect.POSTGRES);
        this.clock = clock;
        this.withCrls = withCrls;
        this.origin = new DatabaseOrigin(db, isCopy);
        this.lookUps = new StatusLookUps(db);
    }

    @Override
    public Origin origin() {
        return reading(origin::read);
    }

    /** Rows have no age of their own. */
    @Override
    public Period period(int generation) {
        return Period.OPEN;
    }

    @Override
    public List<GenerationRow> generations() {
        return reading(() -> {
            var delegates = delegates();
            var crls = withCrls ? crls() : Map.<Integer, CrlReference>of();
            return db.select(
                            GENERATION.GENERATION_ID,
                            GENERATION.LABEL,
                            GENERATION.STATE,
                            GENERATION.OCSP_URI,
                            GENERATION.SPKI,
                            AUTHORITY.SUBJECT)
                    .from(GENERATION)
                    .join(AUTHORITY)
                    .on(AUTHORITY.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                    .where(
                            exists(
                                    selectOne()
                                            .from(CA_CERTIFICATE)
                                            .where(
                                                    CA_CERTIFICATE.GENERATION_ID.eq(
                                                            GENERATION.GENERATION_ID))))
                    .orderBy(GENERATION.GENERATION_ID)
                    .fetch(row ->
                            new GenerationRow(
                                    row.value1(),
                                    row.value2(),
                                    "Enabled".equals(row.value3()) && row.value4() != null,
                                    Octets.of(row.value6()),
                                    Octets.of(row.value5()),
                                    delegates.getOrDefault(row.value1(), List.of()),
                                    crls.get(row.value1())));
        });
    }

    /** The newest CRL of each generation that speaks for all its certificates and is signed. */
    private Map<Integer, CrlReference> crls() {
        return db.select(
                        CRL.GENERATION_ID,
                        CRL_SCOPE.DISTRIBUTION_POINT,
                        CRL.NUMBER,
                        CRL.THIS_UPDATE)
                .distinctOn(CRL.GENERATION_ID)
                .from(CRL)
                .join(CRL_SCOPE)
                .on(
                        CRL_SCOPE
                                .GENERATION_ID
                                .eq(CRL.GENERATION_ID)
                                .and(CRL_SCOPE.SCOPE.eq(CRL.SCOPE)))
                .where(CRL.SCOPE.eq(COMPLETE).and(CRL.RECORDED_AT.isNotNull()))
                .orderBy(CRL.GENERATION_ID, CRL.NUMBER.desc())
                .fetchMap(
                        row -> row.value1(),
                        row -> new CrlReference(row.value2(), row.value3(), row.value4()));
    }

    private Map<Integer, List<DelegateRow>> delegates() {
        return db
                .select(OCSP_SIGNER.GENERATION_ID, OCSP_SIGNER.TOKEN, OCSP_SIGNER.DER)
                .from(OCSP_SIGNER)
                .where(
                        notExists(
                                selectOne()
                                        .from(REVOCATION)
                                        .where(
                                                REVOCATION
                                                        .GENERATION_ID
                                                        .eq(OCSP_SIGNER.GENERATION_ID)
                                                        .and(
                                                                REVOCATION.SERIAL.eq(
                                                                        OCSP_SIGNER.SERIAL))
                                                        .and(RevokedRows.inForce()))))
                .orderBy(OCSP_SIGNER.GENERATION_ID, OCSP_SIGNER.SERIAL)
                .fetch()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Record3::value1,
                                Collectors.mapping(
                                        row ->
                                                new DelegateRow(
                                                        row.value2(), Octets.of(row.value3())),
                                        Collectors.toList())));
    }

    @Override
    public Map<CertificateKey, CertificateStatus> statuses(
            Collection<CertificateKey> certificates) {
        return reading(() -> lookUps.statuses(certificates));
    }

    @Override
    public List<Octets> serials(int generation, Octets after, int limit) {
        return reading(() ->
                db.select(CERTIFICATE.SERIAL)
                        .from(CERTIFICATE)
                        .where(CERTIFICATE.GENERATION_ID.eq(generation))
                        .and(CERTIFICATE.SERIAL.gt(after.toArray()))
                        .and(CERTIFICATE.NOT_AFTER.gt(clock.instant()))
                        .orderBy(CERTIFICATE.SERIAL)
                        .limit(limit)
                        .fetch(row -> Octets.of(row.value1())));
    }

    @Override
    public Optional<Change> lastChange() {
        return reading(() ->
                db.select(REVOCATION.CHANGE, REVOCATION.GENERATION_ID, REVOCATION.SERIAL)
                        .from(REVOCATION)
                        .orderBy(REVOCATION.CHANGE.desc())
                        .limit(1)
                        .fetchOptional(JooqStatusSource::change));
    }

    @Override
    public List<Change> changesFrom(long number, int limit) {
        return reading(() ->
                db.select(REVOCATION.CHANGE, REVOCATION.GENERATION_ID, REVOCATION.SERIAL)
                        .from(REVOCATION)
                        .where(REVOCATION.CHANGE.ge(number))
                        .orderBy(REVOCATION.CHANGE)
                        .limit(limit)
                        .fetch(JooqStatusSource::change));
    }

    private static Change change(Record3<Long, Integer, byte[]> row) {
        return new Change(row.value1(), new CertificateKey(row.value2(), Octets.of(row.value3())));
    }

    private static <T> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw new StatusUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}
