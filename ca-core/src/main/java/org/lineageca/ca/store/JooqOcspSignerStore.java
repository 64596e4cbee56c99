package org.lineageca.ca.store;

import static org.lineageca.db.Tables.OCSP_SIGNER;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** Delegated OCSP signers in PostgreSQL, where responders read them. */
public final class JooqOcspSignerStore implements OcspSignerStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqOcspSignerStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public void add(OcspSigner signer) {
        database.insertInto(OCSP_SIGNER)
                .set(OCSP_SIGNER.GENERATION_ID, keys.key(signer.generation()))
                .set(OCSP_SIGNER.SERIAL, signer.serial().octets().toArray())
                .set(OCSP_SIGNER.TOKEN, signer.key().token())
                .set(OCSP_SIGNER.KEY_ID, signer.key().keyId().value().toArray())
                .set(OCSP_SIGNER.SPKI, signer.key().publicKey().toArray())
                .set(OCSP_SIGNER.NOT_BEFORE, signer.notBefore())
                .set(OCSP_SIGNER.NOT_AFTER, signer.notAfter())
                .set(OCSP_SIGNER.DER, signer.der().toArray())
                .execute();
    }

    @Override
    public List<OcspSigner> newest() {
        return database.selectDistinct(OCSP_SIGNER.asterisk())
                .on(OCSP_SIGNER.GENERATION_ID)
                .from(OCSP_SIGNER)
                // Near its issuer's end a new one may last no longer than the one before.
                .orderBy(
                        OCSP_SIGNER.GENERATION_ID,
                        OCSP_SIGNER.NOT_AFTER.desc(),
                        OCSP_SIGNER.NOT_BEFORE.desc())
                .fetch(row ->
                        new OcspSigner(
                                keys.name(row.get(OCSP_SIGNER.GENERATION_ID)),
                                SerialNumber.ofOctets(Octets.of(row.get(OCSP_SIGNER.SERIAL))),
                                KeyHandle.of(
                                        row.get(OCSP_SIGNER.TOKEN),
                                        Octets.of(row.get(OCSP_SIGNER.SPKI))),
                                row.get(OCSP_SIGNER.NOT_BEFORE),
                                row.get(OCSP_SIGNER.NOT_AFTER),
                                Octets.of(row.get(OCSP_SIGNER.DER))));
    }

    @Override
    public void succeeded(
            KeyHandle key, KeyHandle successor, int generations, Instant at, Actor actor) {
        AuditInsert.insert(
                database,
                at,
                actor,
                new AuditEvent.ResponderKeySucceeded(
                        key.token(),
                        key.keyId().toString(),
                        successor.keyId().toString(),
                        generations));
    }

    @Override
    public void destroyed(KeyHandle key, String refusal, Instant at, Actor actor) {
        AuditInsert.insert(
                database,
                at,
                actor,
                new AuditEvent.ResponderKeyDestroyed(key.token(), key.keyId().toString(), refusal));
    }
}
