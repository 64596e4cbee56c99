package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlExtensions;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.db.tables.records.CrlScopeRecord;

/** Where a CRL is published, and what its next one says beside its entries. */
final class CrlPlace {

    private final DSLContext transaction;
    private final CrlScopeRecord row;

    private CrlPlace(DSLContext transaction, CrlScopeRecord row) {
        this.transaction = transaction;
        this.row = row;
    }

    static Optional<CrlPlace> find(DSLContext transaction, int generation, String name) {
        return transaction
                .selectFrom(CRL_SCOPE)
                .where(CRL_SCOPE.GENERATION_ID.eq(generation))
                .and(CRL_SCOPE.SCOPE.eq(name))
                .fetchOptional(row -> new CrlPlace(transaction, row));
    }

    CrlScopeRecord row() {
        return row;
    }

    boolean isDelta() {
        return row.getDeltaOf() != null;
    }

    /** The scope it speaks for; of a delta, that of the CRL it adds to. */
    String scope() {
        return isDelta() ? row.getDeltaOf() : row.getScope();
    }

    /**
     * What its next one says.
     *
     * @param base of a delta, the number of the CRL it adds to
     */
    CrlExtensions extensions(boolean isFinal, @Nullable Long base) {
        var isComplete = row.getScope().startsWith(CrlScope.COMPLETE);
        return new CrlExtensions(
                !isComplete || hasSiblings(),
                base == null ? null : new CrlNumber(base),
                base == null && !isFinal ? freshest() : null,
                row.getKeepsExpiredSince());
    }

    /**
     * From when on the certificate of an entry must be valid; null where nothing has left yet.
     *
     * <p>"An entry MUST NOT be removed from the CRL until it appears on one regularly scheduled CRL
     * issued beyond the revoked certificate's validity period" (RFC 5280 3.3): the newest recorded
     * one tells whether it has.
     */
    @Nullable Instant expiredEntriesGo() {
        var keepsSince = row.getKeepsExpiredSince();
        var newest =
                transaction
                        .select(DSL.max(CRL.THIS_UPDATE))
                        .from(CRL)
                        .where(isOf(scope()))
                        .and(CRL.RECORDED_AT.isNotNull())
                        .fetchSingle()
                        .value1();
        return newest == null || keepsSince == null || newest.isBefore(keepsSince)
                ? newest
                : keepsSince;
    }

    private @Nullable String freshest() {
        return transaction
                .select(CRL_SCOPE.DISTRIBUTION_POINT)
                .from(CRL_SCOPE)
                .where(CRL_SCOPE.GENERATION_ID.eq(row.getGenerationId()))
                .and(CRL_SCOPE.DELTA_OF.eq(row.getScope()))
                .fetchOne(CRL_SCOPE.DISTRIBUTION_POINT);
    }

    private boolean hasSiblings() {
        var sibling = GENERATION.as("sibling");
        return transaction.fetchExists(
                DSL.selectOne()
                        .from(GENERATION)
                        .join(sibling)
                        .on(
                                sibling.AUTHORITY_ID
                                        .eq(GENERATION.AUTHORITY_ID)
                                        .and(sibling.GENERATION_ID.ne(GENERATION.GENERATION_ID)))
                        .where(GENERATION.GENERATION_ID.eq(row.getGenerationId())));
    }

    Condition isOf(String scope) {
        return CRL.GENERATION_ID.eq(row.getGenerationId()).and(CRL.SCOPE.eq(scope));
    }
}
