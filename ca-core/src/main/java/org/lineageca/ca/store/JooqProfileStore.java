package org.lineageca.ca.store;

import static org.lineageca.db.Tables.PROFILE;
import static org.lineageca.db.Tables.PROFILE_VERSION;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.ProfileStore;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.db.tables.records.ProfileVersionRecord;
import org.lineageca.octets.Octets;

/** Versions of profiles in PostgreSQL. */
public final class JooqProfileStore implements ProfileStore {

    private final DSLContext database;

    public JooqProfileStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Version> inForce() {
        return database.select(PROFILE_VERSION.fields())
                .from(PROFILE_VERSION)
                .join(PROFILE)
                .using(PROFILE.NAME, PROFILE.VERSION)
                .orderBy(PROFILE_VERSION.NAME)
                .fetchInto(PROFILE_VERSION)
                .map(JooqProfileStore::version);
    }

    @Override
    public List<Version> versions(String profile) {
        return database.selectFrom(PROFILE_VERSION)
                .where(PROFILE_VERSION.NAME.eq(profile))
                .orderBy(PROFILE_VERSION.VERSION.desc())
                .fetch(JooqProfileStore::version);
    }

    @Override
    public Recorded record(
            ProfileDocument document, @Nullable Octets replaces, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var inForce = hold(transaction, document.profile().name());
            if (Objects.equals(document.sha256(), inForce)) {
                return Recorded.BEFORE;
            }
            if (inForce == null && replaces == null) {
                ProfileRows.insertFirst(transaction, document, at, actor);
                return Recorded.NOW;
            }
            if (inForce == null || !Objects.equals(inForce, replaces)) {
                return Recorded.NEVER;
            }
            ProfileRows.insertNext(transaction, document, at, actor);
            return Recorded.NOW;
        });
    }

    /** The digest of the version in force, which stays so until the end of the transaction. */
    private static @Nullable Octets hold(DSLContext transaction, String profile) {
        return transaction
                .select(PROFILE_VERSION.SHA256)
                .from(PROFILE)
                .join(PROFILE_VERSION)
                .on(PROFILE_VERSION.NAME.eq(PROFILE.NAME))
                .and(PROFILE_VERSION.VERSION.eq(PROFILE.VERSION))
                .where(PROFILE.NAME.eq(profile))
                .forUpdate()
                .of(PROFILE)
                .fetchOptional(row -> Octets.of(row.value1()))
                .orElse(null);
    }

    private static Version version(ProfileVersionRecord row) {
        return new Version(
                row.getName(),
                row.getVersion(),
                row.getYaml(),
                Octets.of(row.getSha256()),
                row.getRecordedAt(),
                row.getRecordedBy());
    }
}
