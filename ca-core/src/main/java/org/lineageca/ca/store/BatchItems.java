package org.lineageca.ca.store;

import static org.lineageca.db.Tables.ISSUE_BATCH;
import static org.lineageca.db.Tables.ISSUE_BATCH_INTENT;
import static org.lineageca.db.Tables.ISSUE_BATCH_REFUSAL;
import static org.lineageca.db.Tables.ISSUE_BATCH_REQUEST;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.batch.BatchResult;
import org.lineageca.ca.batch.IssueBatchStore.Admitted;
import org.lineageca.ca.batch.IssueBatchStore.Item;
import org.lineageca.ca.batch.IssueBatchStore.ItemOrder;
import org.lineageca.ca.batch.IssueBatchStore.ItemRefusal;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** The requests of an issue batch, and what became of them. */
final class BatchItems {

    private static final String ADD =
            """
            INSERT INTO issue_batch_request (batch_id, position, request, request_sha256, subject)
            SELECT ?, position, request, request_sha256, subject
            FROM unnest(?, ?, ?, ?) AS added (position, request, request_sha256, subject)
            """;

    private static final String LINK =
            """
            INSERT INTO issue_batch_intent (batch_id, generation_id, position, attempt, serial)
            SELECT ?, ?, position, attempt, serial FROM unnest(?, ?, ?) AS linked (position, attempt, serial)
            """;

    private static final String REFUSE =
            """
            INSERT INTO issue_batch_refusal (batch_id, position, kind, detail)
            SELECT ?, position, kind, detail FROM unnest(?, ?, ?) AS refused (position, kind, detail)
            ON CONFLICT DO NOTHING
            """;

    private final DSLContext database;
    private final int batch;

    /**
     * An intent that was committed for a request.
     *
     * @param der null where no signature is on record
     */
    private record Promise(int generation, SerialNumber serial, @Nullable Octets der) {}

    BatchItems(DSLContext database, long batch) {
        this.database = database;
        this.batch = Math.toIntExact(batch);
    }

    /**
     * Puts those that are not on it behind the last.
     *
     * @param last how many there are, while nobody else adds any
     * @return those that were not
     */
    List<Admitted> add(int last, List<Admitted> requests) {
        var known = known(requests);
        var added = requests.stream().filter(request -> known.add(request.sha256())).toList();
        if (!added.isEmpty()) {
            insert(last, added);
        }
        return added;
    }

    private Set<Octets> known(List<Admitted> requests) {
        var digests = requests.stream().map(Admitted::sha256).toList();
        return new HashSet<>(
                database.select(ISSUE_BATCH_REQUEST.REQUEST_SHA256)
                        .from(ISSUE_BATCH_REQUEST)
                        .where(ISSUE_BATCH_REQUEST.BATCH_ID.eq(batch))
                        .and(
                                ISSUE_BATCH_REQUEST.REQUEST_SHA256.eq(
                                        DSL.any(CandidateRows.arrays(digests))))
                        .fetch(row -> Octets.of(row.value1())));
    }

    private void insert(int last, List<Admitted> added) {
        database.connection(connection -> {
            try (var rows = ManyRows.of(connection, ADD)) {
                rows.all(batch)
                        .numbers(
                                IntStream.rangeClosed(last + 1, last + added.size())
                                        .mapToObj(Long::valueOf)
                                        .toList())
                        .octets(added.stream().map(Admitted::der).toList())
                        .octets(added.stream().map(Admitted::sha256).toList())
                        .texts(added.stream().map(Admitted::subject).toList())
                        .insert();
            }
        });
    }

    /** Of the digests of requests, one after the other. */
    static Octets digest(List<Admitted> requests) {
        return Octets.join(requests.stream().map(Admitted::sha256).toArray(Octets[]::new)).sha256();
    }

    /** The next to have their turn. */
    List<Item> next(int after, int limit) {
        var promises = promises(after, limit);
        return database.select(
                        ISSUE_BATCH_REQUEST.POSITION,
                        ISSUE_BATCH_REQUEST.REQUEST,
                        ISSUE_BATCH_REFUSAL.POSITION)
                .from(ISSUE_BATCH_REQUEST)
                .leftJoin(ISSUE_BATCH_REFUSAL)
                .using(ISSUE_BATCH_REQUEST.BATCH_ID, ISSUE_BATCH_REQUEST.POSITION)
                .where(ISSUE_BATCH_REQUEST.BATCH_ID.eq(batch))
                .and(within(ISSUE_BATCH_REQUEST.POSITION, after, limit))
                .orderBy(ISSUE_BATCH_REQUEST.POSITION)
                .fetch(row -> {
                    var made = promises.getOrDefault(row.value1(), List.of());
                    return new Item(
                            row.value1(),
                            Octets.of(row.value2()),
                            made.size(),
                            row.value3() != null
                                    || made.stream().anyMatch(promise -> promise.der() != null));
                });
    }

    /** Positions have no gaps. */
    private static Condition within(Field<Integer> position, int after, int limit) {
        return position.gt(after).and(position.le(after + limit));
    }

    /** In the order they were committed, by position. */
    private Map<Integer, List<Promise>> promises(int after, int limit) {
        return database.select(
                        ISSUE_BATCH_INTENT.POSITION,
                        ISSUE_BATCH_INTENT.GENERATION_ID,
                        ISSUE_BATCH_INTENT.SERIAL,
                        SIGNED_CERTIFICATE.DER)
                .from(ISSUE_BATCH_INTENT)
                .leftJoin(SIGNED_CERTIFICATE)
                .using(ISSUE_BATCH_INTENT.GENERATION_ID, ISSUE_BATCH_INTENT.SERIAL)
                .where(ISSUE_BATCH_INTENT.BATCH_ID.eq(batch))
                .and(within(ISSUE_BATCH_INTENT.POSITION, after, limit))
                .orderBy(ISSUE_BATCH_INTENT.POSITION, ISSUE_BATCH_INTENT.ATTEMPT)
                .fetchGroups(
                        row -> row.value1(),
                        row ->
                                new Promise(
                                        row.value2(),
                                        SerialNumber.ofOctets(Octets.of(row.value3())),
                                        row.value4() == null ? null : Octets.of(row.value4())));
    }

    /** Which intents were committed for which requests, in one transaction with them. */
    void link(int generation, List<ItemOrder> orders, List<Intent> intents) {
        var committed =
                IntStream.range(0, orders.size())
                        .filter(i -> intents.get(i) instanceof Intent.Committed)
                        .mapToObj(orders::get)
                        .toList();
        if (committed.isEmpty()) {
            return;
        }
        database.connection(connection -> {
            try (var rows = ManyRows.of(connection, LINK)) {
                rows.all(batch)
                        .all(generation)
                        .numbers(
                                committed.stream()
                                        .map(one -> (long) one.item().position())
                                        .toList())
                        .numbers(committed.stream().map(one -> one.item().attempts() + 1L).toList())
                        .octets(
                                committed.stream()
                                        .map(one -> one.order().content().serial().octets())
                                        .toList())
                        .insert();
            }
        });
    }

    /** Remembers why some have no certificate. */
    void refuse(List<ItemRefusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        database.connection(connection -> {
            try (var rows = ManyRows.of(connection, REFUSE)) {
                rows.all(batch)
                        .numbers(refusals.stream().map(one -> (long) one.position()).toList())
                        .texts(refusals.stream().map(ItemRefusal::kind).toList())
                        .texts(refusals.stream().map(ItemRefusal::detail).toList())
                        .insert();
            }
        });
    }

    /** How many were refused behind one position, up to another. */
    int refused(int after, int last) {
        return database.fetchCount(
                ISSUE_BATCH_REFUSAL,
                ISSUE_BATCH_REFUSAL
                        .BATCH_ID
                        .eq(batch)
                        .and(ISSUE_BATCH_REFUSAL.POSITION.gt(after))
                        .and(ISSUE_BATCH_REFUSAL.POSITION.le(last)));
    }

    /** What became of those behind a position. */
    List<BatchResult> results(GenerationKeys keys, int after, int limit) {
        var promises = promises(after, limit);
        return database.select(
                        ISSUE_BATCH_REQUEST.POSITION,
                        ISSUE_BATCH_REQUEST.SUBJECT,
                        ISSUE_BATCH_REFUSAL.KIND,
                        ISSUE_BATCH_REFUSAL.DETAIL,
                        ISSUE_BATCH.DONE)
                .from(ISSUE_BATCH_REQUEST)
                .join(ISSUE_BATCH)
                .using(ISSUE_BATCH.BATCH_ID)
                .leftJoin(ISSUE_BATCH_REFUSAL)
                .on(ISSUE_BATCH_REFUSAL.BATCH_ID.eq(ISSUE_BATCH_REQUEST.BATCH_ID))
                .and(ISSUE_BATCH_REFUSAL.POSITION.eq(ISSUE_BATCH_REQUEST.POSITION))
                .where(ISSUE_BATCH_REQUEST.BATCH_ID.eq(batch))
                .and(within(ISSUE_BATCH_REQUEST.POSITION, after, limit))
                .orderBy(ISSUE_BATCH_REQUEST.POSITION)
                .fetch(row ->
                        result(
                                keys,
                                row.value1(),
                                row.value2(),
                                row.value3() == null
                                        ? null
                                        : new BatchResult.Outcome.Refused(
                                                row.value3(), row.value4()),
                                row.value1() <= row.value5(),
                                promises.getOrDefault(row.value1(), List.of())));
    }

    private static BatchResult result(
            GenerationKeys keys,
            int position,
            String subject,
            BatchResult.Outcome.@Nullable Refused refused,
            boolean isDone,
            List<Promise> promises) {
        var kept = refused == null ? kept(promises, isDone) : null;
        var unfinished = new ArrayList<SerialNumber>();
        promises.stream()
                .filter(promise -> !promise.equals(kept))
                .map(Promise::serial)
                .forEach(unfinished::add);
        BatchResult.Outcome outcome =
                refused != null
                        ? refused
                        : kept == null
                                ? new BatchResult.Outcome.Waiting()
                                : new BatchResult.Outcome.Issued(
                                        keys.name(kept.generation()), kept.serial(), kept.der());
        return new BatchResult(position, subject, outcome, unfinished);
    }

    /** The one whose signature came on record; the last where its records were dropped since. */
    private static @Nullable Promise kept(List<Promise> promises, boolean isDone) {
        return promises.stream()
                .filter(promise -> promise.der() != null)
                .findFirst()
                .orElse(isDone && !promises.isEmpty() ? promises.getLast() : null);
    }
}
