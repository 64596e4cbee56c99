package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.KeyLedger.Standing;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What the database has to say to promises of one generation, read in the transaction that may make
 * them. It is asked all at once, in several statements that go together: each sees what others
 * committed before it began, so after the locks before it.
 *
 * @param state of the generation, held for the length of the transaction: a cut-over waits for it
 * @param keys what stands against their public keys
 * @param answered their requests that have a certificate which is still good
 * @param used those of their serial numbers that are on record already. Unique under the issuer's
 *     name, not only under its key (RFC 5280 4.1.2.2): the primary key sees to the one generation,
 *     this to its siblings
 */
record IntentReading(
        String state,
        List<Standing> keys,
        Map<Asked, SerialNumber> answered,
        Set<SerialNumber> used) {

    /** A request under a profile. */
    record Asked(Octets request, String profile) {}

    /** Stands for the generation's number: with it in the text, plans are about its tables only. */
    private static final String NUMBER = "its_number";

    private static final String TEXT =
            KeptPlans.FIRST
                    + """
                    SELECT state, ARRAY(SELECT sibling.generation_id FROM generation AS sibling
                            WHERE sibling.authority_id = own.authority_id AND sibling.generation_id <> its_number)
                        FROM generation AS own WHERE generation_id = its_number FOR SHARE OF own;
                    SELECT * FROM key_standing(?);
                    SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(request, 0) AS key
                        FROM unnest(?) AS request ORDER BY key) AS keys;
                    SELECT request_sha256, profile, serial
                        FROM certificate JOIN signed_certificate USING (generation_id, serial)
                        WHERE generation_id = its_number AND request_sha256 = ANY (?)
                            AND not_before + (not_after - not_before) * 2 / 3 > ? AND its_not_revoked;
                    SELECT serial FROM certificate WHERE generation_id = its_number AND serial = ANY (?)
                    """
                            .replace(
                                    "its_not_revoked",
                                    DSL.using(SQLDialect.POSTGRES)
                                            .renderInlined(JooqCertificateStore.isNotRevoked()));

    /** Reads. */
    static IntentReading of(
            DSLContext transaction, int generation, List<CertificateOrder> orders, Instant at) {
        var text = TEXT.replace(NUMBER, Integer.toString(generation));
        var serials = orders.stream().map(order -> order.content().serial().octets()).toList();
        var requests = requests(orders);
        return transaction.connectionResult(connection -> {
            try (var statements = ManyRows.of(connection, text)) {
                var answers =
                        statements
                                .octets(keys(orders))
                                .texts(requests.stream().map(Octets::toHex).toList())
                                .octets(requests)
                                .all(at)
                                .octets(serials)
                                .ask();
                var own = own(answers.next(), generation);
                var keys = KeyRows.standing(answers.next());
                answers.next();
                var answered = answered(answers.next());
                var used = serials(answers.next());
                if (!own.siblings().isEmpty()) {
                    used.addAll(used(transaction, own.siblings(), serials));
                }
                return new IntentReading(own.state(), keys, answered, used);
            }
        });
    }

    /** The certificate that answered a request; null if none did. */
    @Nullable SerialNumber answer(Octets request, String profile) {
        return answered.get(new Asked(request, profile));
    }

    private record Own(String state, List<Integer> siblings) {}

    private static Own own(ResultSet row, int generation) throws SQLException {
        if (!row.next()) {
            throw new IllegalStateException(
                    "generation number " + generation + " is not in the database");
        }
        return new Own(row.getString(1), List.of((Integer[]) row.getArray(2).getArray()));
    }

    private static Map<Asked, SerialNumber> answered(ResultSet rows) throws SQLException {
        var answered = new HashMap<Asked, SerialNumber>();
        while (rows.next()) {
            answered.put(
                    new Asked(Octets.of(rows.getBytes(1)), rows.getString(2)),
                    SerialNumber.ofOctets(Octets.of(rows.getBytes(3))));
        }
        return answered;
    }

    private static Set<SerialNumber> serials(ResultSet rows) throws SQLException {
        var serials = new HashSet<SerialNumber>();
        while (rows.next()) {
            serials.add(SerialNumber.ofOctets(Octets.of(rows.getBytes(1))));
        }
        return serials;
    }

    /** Those of some serial numbers that are on record under the name of a generation. */
    static Set<SerialNumber> used(DSLContext transaction, int generation, List<Octets> serials) {
        var own = GENERATION.as("own");
        var namesakes =
                transaction
                        .select(GENERATION.GENERATION_ID)
                        .from(GENERATION)
                        .join(own)
                        .on(own.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                        .where(own.GENERATION_ID.eq(generation))
                        .fetch(GENERATION.GENERATION_ID);
        return used(transaction, namesakes, serials);
    }

    private static Set<SerialNumber> used(
            DSLContext transaction, List<Integer> generations, List<Octets> serials) {
        return transaction
                .select(CERTIFICATE.SERIAL)
                .from(CERTIFICATE)
                .where(CERTIFICATE.GENERATION_ID.eq(DSL.any(generations.toArray(Integer[]::new))))
                .and(CERTIFICATE.SERIAL.eq(DSL.any(CandidateRows.arrays(serials))))
                .fetchSet(row -> SerialNumber.ofOctets(Octets.of(row.value1())));
    }

    private static List<Octets> keys(List<CertificateOrder> orders) {
        return orders.stream()
                .map(order -> order.content().publicKey().sha256())
                .distinct()
                .toList();
    }

    /** In one order everywhere, so that no two that lock them wait for each other. */
    private static List<Octets> requests(List<CertificateOrder> orders) {
        return orders.stream()
                .map(CertificateOrder::request)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
