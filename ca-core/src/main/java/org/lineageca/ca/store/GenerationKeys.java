package org.lineageca.ca.store;

import static org.lineageca.db.Tables.GENERATION;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Between a generation's name and its number in the database, which never change. */
public final class GenerationKeys {

    private final DSLContext database;
    private final Map<GenerationId, Integer> keys = new ConcurrentHashMap<>();
    private final Map<Integer, GenerationId> names = new ConcurrentHashMap<>();

    public GenerationKeys(DSLContext database) {
        this.database = database;
    }

    /**
     * The number.
     *
     * @throws IllegalStateException if there is no such generation
     */
    int key(GenerationId id) {
        var known = keys.get(id);
        return known != null ? known : learn(id, load(id));
    }

    GenerationId name(int key) {
        var known = names.get(key);
        if (known != null) {
            return known;
        }
        var sha256 =
                database.select(GENERATION.SPKI_SHA256)
                        .from(GENERATION)
                        .where(GENERATION.GENERATION_ID.eq(key))
                        .fetchSingle()
                        .value1();
        var id = new GenerationId(Octets.of(sha256));
        learn(id, key);
        return id;
    }

    private int learn(GenerationId id, int key) {
        keys.put(id, key);
        names.put(key, id);
        return key;
    }

    private int load(GenerationId id) {
        return database.select(GENERATION.GENERATION_ID)
                .from(GENERATION)
                .where(GENERATION.SPKI_SHA256.eq(id.sha256().toArray()))
                .fetchOptional(GENERATION.GENERATION_ID)
                .orElseThrow(
                        () -> new IllegalStateException("generation " + id + " is not on record"));
    }
}
