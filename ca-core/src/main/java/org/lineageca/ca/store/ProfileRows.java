package org.lineageca.ca.store;

import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.PROFILE;
import static org.lineageca.db.Tables.PROFILE_VERSION;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.octets.Octets;

/** Profiles of certificates that may be asked for by name. */
final class ProfileRows {

    private record Key(String name, int version) {}

    private final DSLContext database;

    /** What a version means never changes, and is dear to read. */
    private final Map<Key, CertificateProfile> read = new ConcurrentHashMap<>();

    ProfileRows(DSLContext database) {
        this.database = database;
    }

    static void insertFirst(
            DSLContext transaction, ProfileDocument document, Instant at, Actor actor) {
        var profile = document.profile();
        if (transaction.fetchExists(PROFILE, PROFILE.NAME.eq(profile.name()))) {
            return;
        }
        insertVersion(transaction, document, at, actor);
        transaction
                .insertInto(PROFILE)
                .set(PROFILE.NAME, profile.name())
                .set(PROFILE.LINEAGE_ID, lineage(transaction, profile))
                .set(PROFILE.TEMPLATE, profile.template().name())
                .set(PROFILE.VALIDITY_SECONDS, profile.validity().toSeconds())
                .set(PROFILE.BEYOND_ISSUER, profile.shortens() ? "shorten" : "refuse")
                .set(PROFILE.VERSION, profile.version())
                .execute();
        audit(transaction, document, at, actor);
    }

    /** In force at once, in place of the one before. */
    static void insertNext(
            DSLContext transaction, ProfileDocument document, Instant at, Actor actor) {
        var profile = document.profile();
        insertVersion(transaction, document, at, actor);
        transaction
                .update(PROFILE)
                .set(PROFILE.LINEAGE_ID, lineage(transaction, profile))
                .set(PROFILE.VALIDITY_SECONDS, profile.validity().toSeconds())
                .set(PROFILE.BEYOND_ISSUER, profile.shortens() ? "shorten" : "refuse")
                .set(PROFILE.VERSION, profile.version())
                .where(PROFILE.NAME.eq(profile.name()))
                .execute();
        audit(transaction, document, at, actor);
    }

    private static Select<Record1<Integer>> lineage(
            DSLContext transaction, CertificateProfile profile) {
        return transaction
                .select(LINEAGE.LINEAGE_ID)
                .from(LINEAGE)
                .where(LINEAGE.ROLE.eq(profile.lineage()));
    }

    private static void insertVersion(
            DSLContext transaction, ProfileDocument document, Instant at, Actor actor) {
        var profile = document.profile();
        transaction
                .insertInto(PROFILE_VERSION)
                .set(PROFILE_VERSION.NAME, profile.name())
                .set(PROFILE_VERSION.VERSION, profile.version())
                .set(PROFILE_VERSION.YAML, document.yaml())
                .set(PROFILE_VERSION.SHA256, document.sha256().toArray())
                .set(PROFILE_VERSION.RECORDED_AT, at)
                .set(PROFILE_VERSION.RECORDED_BY, actor.name())
                .execute();
    }

    private static void audit(
            DSLContext transaction, ProfileDocument document, Instant at, Actor actor) {
        var profile = document.profile();
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.ProfileChanged(
                        profile.name(), profile.version(), document.sha256()));
    }

    List<CertificateProfile> fetch(Condition condition) {
        return database.select(PROFILE.NAME, PROFILE.VERSION)
                .from(PROFILE)
                .where(condition)
                .orderBy(PROFILE.NAME)
                .fetch(this::profile);
    }

    /** The version that a row names. */
    CertificateProfile profile(Record row) {
        return profile(new Key(row.get(PROFILE.NAME), row.get(PROFILE.VERSION)));
    }

    private CertificateProfile profile(Key key) {
        var present = read.get(key);
        if (present != null) {
            return present;
        }
        var profile = stored(key);
        read.put(key, profile);
        return profile;
    }

    private CertificateProfile stored(Key key) {
        var row =
                database.select(PROFILE_VERSION.YAML, PROFILE_VERSION.SHA256)
                        .from(PROFILE_VERSION)
                        .where(PROFILE_VERSION.NAME.eq(key.name))
                        .and(PROFILE_VERSION.VERSION.eq(key.version))
                        .fetchSingle();
        try {
            var document = ProfileReader.read(row.value1());
            var profile = document.profile();
            if (document.sha256().equals(Octets.of(row.value2()))
                    && profile.name().equals(key.name)
                    && profile.version() == key.version) {
                return profile;
            }
        } catch (InvalidDescriptionException e) {
            throw unusable(key, String.valueOf(e.getMessage()));
        }
        throw unusable(key, "it is not the one that was recorded");
    }

    private static IllegalStateException unusable(Key key, String why) {
        return new IllegalStateException(
                "Version %d of profile %s cannot be used: %s. Nothing is issued by it. Look into the database (table profile_version)."
                        .formatted(key.version, key.name, why));
    }
}
