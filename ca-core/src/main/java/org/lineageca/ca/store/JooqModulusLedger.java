package org.lineageca.ca.store;

import static org.lineageca.db.Tables.RSA_MODULUS;
import static org.lineageca.db.Tables.RSA_PRODUCT;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.lineageca.ca.guard.SharedFactors;
import org.lineageca.ca.lifecycle.ModulusLedger;
import org.lineageca.octets.Octets;

/** RSA moduli and their products, in PostgreSQL. */
public final class JooqModulusLedger implements ModulusLedger {

    private static final int ROWS_AT_ONCE = 1_000;

    private final DSLContext database;

    public JooqModulusLedger(DSLContext database) {
        this.database = database;
    }

    @Override
    public boolean isKnown(Octets sha256) {
        return database.fetchExists(RSA_MODULUS, RSA_MODULUS.SPKI_SHA256.eq(sha256.toArray()));
    }

    @Override
    public List<Modulus> unscreened(int limit) {
        return database.select(RSA_MODULUS.SPKI_SHA256, RSA_MODULUS.MODULUS)
                .from(RSA_MODULUS)
                .where(RSA_MODULUS.CHUNK.isNull())
                .limit(limit)
                .fetch(JooqModulusLedger::modulus);
    }

    @Override
    public int chunks() {
        return chunks(database);
    }

    private static int chunks(DSLContext dsl) {
        return dsl.select(DSL.coalesce(DSL.max(RSA_PRODUCT.CHUNK), 0))
                .from(RSA_PRODUCT)
                .fetchSingle()
                .value1();
    }

    @Override
    public Optional<BigInteger> product(int chunk) {
        return database.select(RSA_PRODUCT.PRODUCT)
                .from(RSA_PRODUCT)
                .where(RSA_PRODUCT.CHUNK.eq(chunk))
                .fetchOptional(row -> new BigInteger(1, row.value1()));
    }

    /**
     * All are read, a few at a time; it takes a minute for a million, and is for what was found.
     */
    @Override
    public List<Modulus> sharing(BigInteger modulus) {
        return database.transactionResult(configuration -> {
            try (var rows =
                    configuration
                            .dsl()
                            .select(RSA_MODULUS.SPKI_SHA256, RSA_MODULUS.MODULUS)
                            .from(RSA_MODULUS)
                            .fetchSize(ROWS_AT_ONCE)
                            .fetchLazy()) {
                return rows.stream()
                        .map(JooqModulusLedger::modulus)
                        .filter(other -> SharedFactors.shares(modulus, other.value()))
                        .toList();
            }
        });
    }

    @Override
    public void screened(List<Modulus> moduli, int largest) {
        if (moduli.isEmpty()) {
            return;
        }
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var product = SharedFactors.product(moduli.stream().map(Modulus::value).toList());
            var chunk = put(transaction, product, moduli.size(), largest);
            var marked =
                    transaction
                            .update(RSA_MODULUS)
                            .set(RSA_MODULUS.CHUNK, chunk)
                            .where(
                                    RSA_MODULUS.SPKI_SHA256.eq(
                                            DSL.any(
                                                    CandidateRows.arrays(
                                                            moduli.stream()
                                                                    .map(Modulus::sha256)
                                                                    .toList()))))
                            .and(RSA_MODULUS.CHUNK.isNull())
                            .execute();
            if (marked != moduli.size()) {
                throw new IllegalStateException(
                        "of %d moduli %d were in no chunk: somebody else compares them, too"
                                .formatted(moduli.size(), marked));
            }
        });
    }

    /** Returns the chunk they are in now. */
    private static int put(DSLContext transaction, BigInteger product, int size, int largest) {
        var last =
                transaction
                        .selectFrom(RSA_PRODUCT)
                        .where(RSA_PRODUCT.CHUNK.eq(chunks(transaction)))
                        .and(RSA_PRODUCT.MODULI.le(largest - size))
                        .forUpdate()
                        .fetchOptional();
        if (last.isPresent()) {
            var chunk = last.get();
            transaction
                    .update(RSA_PRODUCT)
                    .set(RSA_PRODUCT.MODULI, chunk.getModuli() + size)
                    .set(
                            RSA_PRODUCT.PRODUCT,
                            new BigInteger(1, chunk.getProduct()).multiply(product).toByteArray())
                    .where(RSA_PRODUCT.CHUNK.eq(chunk.getChunk()))
                    .execute();
            return chunk.getChunk();
        }
        var next = chunks(transaction) + 1;
        transaction
                .insertInto(RSA_PRODUCT)
                .set(RSA_PRODUCT.CHUNK, next)
                .set(RSA_PRODUCT.MODULI, size)
                .set(RSA_PRODUCT.PRODUCT, product.toByteArray())
                .execute();
        return next;
    }

    private static Modulus modulus(Record2<byte[], byte[]> row) {
        return new Modulus(Octets.of(row.value1()), new BigInteger(1, row.value2()));
    }
}
