package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificatePosition;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.store.CertificatePlaces.Place;
import org.lineageca.ca.x509.SerialNumber;

/**
 * Finds certificates by words of their names and beginnings of their serial numbers.
 *
 * <p>What very many have is found among the newest, which are looked at one by one. What is not
 * there often enough to fill a page is rare, and is found by indexes, which know no order of time
 * (migration V0028.1).
 */
final class CertificateSearch {

    /** How many of the newest are looked at. */
    private static final int RECENT = 5_000;

    private static final String AMONG_RECENT =
            """
            WITH recent AS MATERIALIZED (
                SELECT * FROM ({0}) AS newest ORDER BY intended_at DESC, serial LIMIT {1}
            )
            (SELECT generation_id, serial, intended_at, true AS found FROM recent
                WHERE {2} ORDER BY intended_at DESC, serial LIMIT {3})
            UNION ALL
            (SELECT generation_id, serial, intended_at, false FROM recent
                ORDER BY intended_at DESC, serial LIMIT 1 OFFSET {1} - 1)
            """;

    /** OFFSET 0 keeps the planner from everything but the index of names. */
    private static final String BY_INDEX =
            """
            SELECT generation_id, serial, intended_at FROM (
                SELECT generation_id, serial, intended_at FROM (
                    SELECT generation_id, serial, intended_at, subject, names FROM certificate
                    WHERE search_keys(subject, names) @@ search_query({0}) AND {1} OFFSET 0) AS named
                WHERE {2} AND {3}
                UNION ({4})) AS found
            ORDER BY intended_at DESC, serial LIMIT {5}
            """;

    private final DSLContext database;
    private final CertificatePlaces places;
    private final @Nullable Integer generation;

    /**
     * Among some, behind a position.
     *
     * @param generation null for all
     * @param after null for the beginning
     */
    CertificateSearch(
            DSLContext database,
            @Nullable Integer generation,
            @Nullable CertificatePosition after) {
        this.database = database;
        this.places = new CertificatePlaces(database, generation, after);
        this.generation = generation;
    }

    /** The newest that match. */
    List<Place> find(SearchTerm term, int limit) {
        return switch (term) {
            case SearchTerm.All _ -> places.newest(limit);
            case SearchTerm.Digest(var sha256, _) -> places.digest(sha256, limit);
            case SearchTerm.Words words -> find(words, limit);
        };
    }

    private List<Place> find(SearchTerm.Words words, int limit) {
        var text = words.text().replace("\\", "");
        var bySerial = serial(words.serial()).or(whole(words.decimal()));
        var found = new ArrayList<Place>();
        var last = amongRecent(text, bySerial, limit, found);
        if (last != null && found.size() < limit) {
            found.addAll(byIndex(text, bySerial, last, limit - found.size()));
        }
        return found;
    }

    /** The last of those looked at; null if they are all there are. */
    private @Nullable Place amongRecent(
            String text, Condition bySerial, int limit, List<Place> found) {
        var rows =
                database.fetch(
                        AMONG_RECENT,
                        places.each(
                                _ -> DSL.noCondition(),
                                CERTIFICATE.GENERATION_ID,
                                CERTIFICATE.SERIAL,
                                CERTIFICATE.INTENDED_AT,
                                CERTIFICATE.SUBJECT,
                                CERTIFICATE.NAMES),
                        DSL.inline(RECENT),
                        contains(text).and(hasKeys(text)).or(bySerial),
                        DSL.inline(limit));
        Place last = null;
        for (var row : rows) {
            if (row.get("found", Boolean.class)) {
                found.add(Place.of(row));
            } else {
                last = Place.of(row);
            }
        }
        found.sort(null);
        return last;
    }

    private List<Place> byIndex(String text, Condition bySerial, Place last, int limit) {
        var behind = CertificatePlaces.behind(last);
        try {
            return database.transactionResult(configuration -> {
                var transaction = configuration.dsl();
                transaction.execute(
                        "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL statement_timeout = '10s'");
                return transaction
                        .fetch(
                                BY_INDEX,
                                DSL.val(text),
                                generation == null
                                        ? DSL.trueCondition()
                                        : CERTIFICATE.GENERATION_ID.eq(DSL.inline(generation)),
                                contains(text),
                                behind,
                                places.each(
                                        _ -> behind.and(bySerial),
                                        CERTIFICATE.GENERATION_ID,
                                        CERTIFICATE.SERIAL,
                                        CERTIFICATE.INTENDED_AT),
                                DSL.inline(limit))
                        .map(Place::of);
            });
        } catch (DataAccessException e) {
            if ("57014".equals(e.sqlState())) { // query_canceled
                throw new RefusedException(
                        Refusal.INVALID_VALUE,
                        "Very many certificates have '"
                                + text
                                + "' in their names, none of them new: they were not listed within 10 s. Type more of the name, or look at the certificates of one CA.",
                        e);
            }
            throw e;
        }
    }

    private static Condition contains(String text) {
        return DSL.condition(
                "position(lower({0}) IN search_text(subject, names)) > 0", DSL.val(text));
    }

    private static Condition hasKeys(String text) {
        return DSL.condition("search_keys(subject, names) @@ search_query({0})", DSL.val(text));
    }

    /** A serial number that would be negative has a zero octet in front, which nobody types. */
    private static Condition serial(@Nullable String digits) {
        return digits == null
                ? DSL.falseCondition()
                : Stream.of(digits, "00" + digits)
                        .map(CertificateSearch::beginning)
                        .reduce(DSL.falseCondition(), Condition::or);
    }

    private static Condition whole(@Nullable SerialNumber serial) {
        return serial == null
                ? DSL.falseCondition()
                : DSL.field(CERTIFICATE.SERIAL.getUnqualifiedName(), byte[].class)
                        .eq(serial.octets().toArray());
    }

    private static Condition beginning(String digits) {
        var serial = DSL.field(CERTIFICATE.SERIAL.getUnqualifiedName(), byte[].class);
        var from = serial.ge(octets(digits));
        var next = new BigInteger(digits, 16).add(BigInteger.ONE).toString(16);
        return next.length() > digits.length()
                ? from
                : from.and(serial.lt(octets("0".repeat(digits.length() - next.length()) + next)));
    }

    private static byte[] octets(String digits) {
        return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : digits + "0");
    }
}
