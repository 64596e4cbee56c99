package org.lineageca.ca.store;

import static org.lineageca.db.Tables.BLOCKED_KEY;
import static org.lineageca.db.Tables.CERTIFICATE;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.KeyLedger;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What is on record about public keys, in PostgreSQL. */
public final class JooqKeyLedger implements KeyLedger {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqKeyLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Standing> standing(Collection<Octets> sha256) {
        return KeyRows.standing(database, sha256);
    }

    @Override
    public boolean block(BlockedKey key, Actor actor) {
        return database.transactionResult(
                configuration -> KeyRows.block(configuration.dsl(), key, actor));
    }

    @Override
    public List<BlockedKey> blocked(@Nullable Octets after, int limit) {
        var other = BLOCKED_KEY.as("other");
        var behind =
                after == null
                        ? DSL.noCondition()
                        : DSL.exists(
                                DSL.selectOne()
                                        .from(other)
                                        .where(other.SPKI_SHA256.eq(after.toArray()))
                                        .and(
                                                BLOCKED_KEY
                                                        .SINCE
                                                        .lt(other.SINCE)
                                                        .or(
                                                                BLOCKED_KEY
                                                                        .SINCE
                                                                        .eq(other.SINCE)
                                                                        .and(
                                                                                BLOCKED_KEY
                                                                                        .SPKI_SHA256
                                                                                        .gt(
                                                                                                other.SPKI_SHA256)))));
        return database.selectFrom(BLOCKED_KEY)
                .where(behind)
                .orderBy(BLOCKED_KEY.SINCE.desc(), BLOCKED_KEY.SPKI_SHA256)
                .limit(limit)
                .fetch(row ->
                        new BlockedKey(
                                Octets.of(row.getSpkiSha256()),
                                row.getWhy(),
                                row.getSince(),
                                row.getSource()));
    }

    @Override
    public List<CertificateRecord> sameKey(
            GenerationId generation, SerialNumber serial, int limit) {
        var own = CERTIFICATE.as("own");
        var number = keys.key(generation);
        var octets = serial.octets().toArray();
        return CertificateRows.fetch(
                database,
                keys,
                CERTIFICATE
                        .SPKI_SHA256
                        .eq(
                                DSL.select(own.SPKI_SHA256)
                                        .from(own)
                                        .where(own.GENERATION_ID.eq(number))
                                        .and(own.SERIAL.eq(octets)))
                        .and(
                                CERTIFICATE
                                        .GENERATION_ID
                                        .ne(number)
                                        .or(CERTIFICATE.SERIAL.ne(octets))),
                limit);
    }

    @Override
    public List<CertificateRecord> certificates(Octets sha256, int limit) {
        return CertificateRows.fetch(
                database, keys, CERTIFICATE.SPKI_SHA256.eq(sha256.toArray()), limit);
    }
}
