package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CertificatePosition;
import org.lineageca.octets.Octets;

/**
 * Where certificates stand in the list of all, newest first. Every generation is asked by its
 * number, so that its own indexes give what is asked for, in order; the database merges them.
 */
final class CertificatePlaces {

    private static final Field<Integer> NUMBER = bare(CERTIFICATE.GENERATION_ID);
    private static final Field<byte[]> SERIAL = bare(CERTIFICATE.SERIAL);
    private static final Field<Instant> INTENDED_AT = bare(CERTIFICATE.INTENDED_AT);

    /** One certificate. */
    record Place(int generation, Octets serial, Instant intendedAt) implements Comparable<Place> {

        private static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::intendedAt)
                        .reversed()
                        .thenComparing(Place::serial)
                        .thenComparingInt(Place::generation);

        static Place of(Record row) {
            return new Place(
                    row.get(NUMBER, Integer.class),
                    Octets.of(row.get(SERIAL, byte[].class)),
                    row.get(INTENDED_AT, Instant.class));
        }

        @Override
        public int compareTo(Place other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    private final DSLContext database;
    private final List<Integer> generations;
    private final Condition behind;

    /**
     * Of some generations, behind a position.
     *
     * @param generation null for all
     * @param after null for the beginning
     */
    CertificatePlaces(
            DSLContext database,
            @Nullable Integer generation,
            @Nullable CertificatePosition after) {
        this.database = database;
        this.generations =
                generation == null
                        ? database.select(GENERATION.GENERATION_ID)
                                .from(GENERATION)
                                .orderBy(GENERATION.GENERATION_ID)
                                .fetch(GENERATION.GENERATION_ID)
                        : List.of(generation);
        this.behind =
                after == null
                        ? DSL.noCondition()
                        : behind(after.intendedAt(), after.serial().octets());
    }

    /** The newest of them. */
    List<Place> newest(int limit) {
        return fetch(DSL.noCondition(), limit);
    }

    /** Those with this SHA-256: of their own DER, of their public key, or of their request. */
    List<Place> digest(Octets sha256, int limit) {
        var bytes = sha256.toArray();
        return Stream.of(
                        fetch(CERTIFICATE.SPKI_SHA256.eq(bytes), limit),
                        fetch(CERTIFICATE.REQUEST_SHA256.eq(bytes), limit),
                        fingerprint(sha256, limit))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    /** Those with this fingerprint. */
    List<Place> fingerprint(Octets sha256, int limit) {
        return fetch(
                generation ->
                        SERIAL.in(
                                DSL.select(SIGNED_CERTIFICATE.SERIAL)
                                        .from(SIGNED_CERTIFICATE)
                                        .where(
                                                SIGNED_CERTIFICATE.GENERATION_ID.eq(
                                                        DSL.inline(generation)))
                                        .and(SIGNED_CERTIFICATE.SHA256.eq(sha256.toArray()))),
                limit);
    }

    /** Those with this serial number. */
    List<Place> serial(Octets serial, int limit) {
        return fetch(SERIAL.eq(serial.toArray()), limit);
    }

    private List<Place> fetch(Condition condition, int limit) {
        return fetch(_ -> condition, limit);
    }

    private List<Place> fetch(IntFunction<Condition> condition, int limit) {
        return database.select(NUMBER, SERIAL, INTENDED_AT)
                .from(each(condition, NUMBER, SERIAL, INTENDED_AT).asTable("newest"))
                .orderBy(INTENDED_AT.desc(), SERIAL)
                .limit(limit)
                .fetch(Place::of);
    }

    /** The rows of each generation, one after the other. */
    Select<Record> each(IntFunction<Condition> condition, SelectField<?>... fields) {
        return generations.stream()
                .map(generation -> one(generation, condition.apply(generation), fields))
                .reduce(Select::unionAll)
                .orElseGet(() -> one(0, DSL.falseCondition(), fields));
    }

    /**
     * The number stands in the statement: the planner then knows which tables it is about. In
     * order, so that it merges them: of all together it does not see that an index has theirs.
     */
    private Select<Record> one(int generation, Condition condition, SelectField<?>... fields) {
        return DSL.select(fields)
                .from(CERTIFICATE)
                .where(NUMBER.eq(DSL.inline(generation)))
                .and(behind)
                .and(condition)
                .orderBy(INTENDED_AT.desc(), SERIAL);
    }

    /** Behind this place. */
    static Condition behind(Place place) {
        return behind(place.intendedAt(), place.serial());
    }

    private static Condition behind(Instant at, Octets serial) {
        // The first condition follows from the second; an index can begin there.
        return INTENDED_AT.le(at).and(INTENDED_AT.lt(at).or(SERIAL.gt(serial.toArray())));
    }

    /** The rows of {@code certificate} at these places, a condition for each generation. */
    static List<Condition> at(Collection<Place> places) {
        return places.stream()
                .collect(
                        Collectors.groupingBy(
                                Place::generation,
                                Collectors.mapping(Place::serial, Collectors.toList())))
                .entrySet()
                .stream()
                .map(some ->
                        CERTIFICATE
                                .GENERATION_ID
                                .eq(DSL.inline(some.getKey()))
                                .and(
                                        CERTIFICATE.SERIAL.eq(
                                                DSL.any(CandidateRows.arrays(some.getValue())))))
                .toList();
    }

    private static <T> Field<T> bare(Field<T> column) {
        return DSL.field(column.getUnqualifiedName(), column.getDataType());
    }
}
