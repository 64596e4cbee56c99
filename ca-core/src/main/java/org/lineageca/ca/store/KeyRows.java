package org.lineageca.ca.store;

import static org.lineageca.db.Tables.BLOCKED_KEY;
import static org.lineageca.db.Tables.CERTIFICATE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.GuardKeys;
import org.lineageca.ca.lifecycle.KeyLedger.BlockedKey;
import org.lineageca.ca.lifecycle.KeyLedger.Standing;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What stands against public keys, within a transaction. Intents share a lock that blocking a key
 * takes alone (migration V0026): a key is either blocked before an intent, which then sees it, or
 * the intent's certificate is there for whoever looks for certificates over a blocked key. It is
 * taken after the rows of generations and after {@link StatusChange#lock}.
 */
final class KeyRows {

    private static final String COMPROMISED = "revoked for keyCompromise";

    private KeyRows() {}

    /** Everything against each of some keys. */
    static List<Standing> standing(DSLContext transaction, Collection<Octets> sha256) {
        return transaction.connectionResult(connection -> {
            try (var statement =
                    ManyRows.of(connection, KeptPlans.FIRST + "SELECT * FROM key_standing(?)")) {
                return standing(statement.octets(List.copyOf(sha256)).ask().next());
            }
        });
    }

    /** The same from what {@code key_standing} returned. */
    static List<Standing> standing(ResultSet rows) throws SQLException {
        var standing = new ArrayList<Standing>();
        while (rows.next()) {
            var since = rows.getObject("since", OffsetDateTime.class);
            standing.add(
                    new Standing(
                            Octets.of(rows.getBytes("spki_sha256")),
                            flaw(
                                    KeyFlaw.Kind.valueOf(rows.getString("kind")),
                                    rows.getString("why"),
                                    since == null ? null : since.toInstant(),
                                    rows.getString("source"))));
        }
        return standing;
    }

    private static KeyFlaw flaw(
            KeyFlaw.Kind kind,
            String why,
            @org.jspecify.annotations.Nullable Instant since,
            String source) {
        return since == null
                ? new KeyFlaw(kind, why + "; make a new key", source)
                : new KeyFlaw(
                        kind,
                        "it is blocked since %s: %s; make a new key".formatted(since, why),
                        source);
    }

    /**
     * What stops an intent over a key that must not be certified. CAs and responders have keys of
     * their own, which no subscriber may have.
     *
     * @param standing of the keys of some intents, this one among them
     */
    static Optional<RefusedException> refusal(List<Standing> standing, CertificateContent content) {
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        var key = content.publicKey().sha256();
        var hasOwnKey =
                content.template().isCa() || content.template() == CertificateTemplate.OCSP_SIGNER;
        return standing.stream()
                .filter(one -> one.sha256().equals(key))
                .map(Standing::flaw)
                .filter(flaw -> !hasOwnKey || flaw.kind() == KeyFlaw.Kind.BLOCKED)
                .findFirst()
                .map(GuardKeys::refused);
    }

    /** Blocks a key, unless it is blocked. */
    static boolean block(DSLContext transaction, BlockedKey key, Actor actor) {
        hold(transaction);
        var isNew =
                transaction
                                .insertInto(BLOCKED_KEY)
                                .set(BLOCKED_KEY.SPKI_SHA256, key.sha256().toArray())
                                .set(BLOCKED_KEY.WHY, key.why())
                                .set(BLOCKED_KEY.SINCE, key.since())
                                .set(BLOCKED_KEY.SOURCE, key.source())
                                .onConflictDoNothing()
                                .execute()
                        > 0;
        if (isNew) {
            AuditInsert.insert(
                    transaction,
                    key.since(),
                    actor,
                    new AuditEvent.KeyBlocked(key.sha256(), key.why(), key.source()));
        }
        return isNew;
    }

    /** Blocks the key of a certificate that is revoked for keyCompromise. */
    static void block(
            DSLContext transaction,
            GenerationId generation,
            int number,
            SerialNumber serial,
            RevocationEntry entry,
            Actor actor) {
        transaction
                .select(CERTIFICATE.SPKI_SHA256)
                .from(CERTIFICATE)
                .where(CERTIFICATE.GENERATION_ID.eq(number))
                .and(CERTIFICATE.SERIAL.eq(serial.octets().toArray()))
                .fetchOptional(CERTIFICATE.SPKI_SHA256)
                .ifPresent(sha256 ->
                        block(
                                transaction,
                                new BlockedKey(
                                        Octets.of(sha256),
                                        COMPROMISED,
                                        entry.revocationDate(),
                                        source(generation, serial.hex())),
                                actor));
    }

    /** The same for some certificates of a list, with one statement. */
    static void block(
            DSLContext transaction,
            GenerationId generation,
            int number,
            byte[][] serials,
            Instant at,
            Actor actor) {
        hold(transaction);
        var blocked =
                transaction
                        .insertInto(
                                BLOCKED_KEY,
                                BLOCKED_KEY.SPKI_SHA256,
                                BLOCKED_KEY.WHY,
                                BLOCKED_KEY.SINCE,
                                BLOCKED_KEY.SOURCE)
                        .select(
                                DSL.selectDistinct(
                                                CERTIFICATE.SPKI_SHA256,
                                                DSL.val(COMPROMISED),
                                                DSL.val(at, BLOCKED_KEY.SINCE),
                                                DSL.val(source(generation, "on a list")))
                                        .from(CERTIFICATE)
                                        .join(SerialRows.of(serials))
                                        .on(CERTIFICATE.SERIAL.eq(SerialRows.SERIAL))
                                        .where(CERTIFICATE.GENERATION_ID.eq(number)))
                        .onConflictDoNothing()
                        .returningResult(BLOCKED_KEY.SPKI_SHA256)
                        .fetch(row -> Octets.of(row.value1()));
        if (!blocked.isEmpty()) {
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.KeysBlocked(
                            generation,
                            blocked.size(),
                            Octets.join(blocked.stream().sorted().toArray(Octets[]::new))
                                    .sha256()));
        }
    }

    private static void hold(DSLContext transaction) {
        transaction.execute("SELECT hold_blocked_keys()");
    }

    private static String source(GenerationId generation, String certificate) {
        return "certificate " + certificate + " of generation " + generation.label();
    }
}
