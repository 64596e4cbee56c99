package org.lineageca.ca.store;

import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.PROFILE;

import java.time.Duration;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;

/** Profiles of certificates that may be asked for by name. */
final class ProfileRows {

    private ProfileRows() {}

    static void insert(DSLContext database, CertificateProfile profile) {
        database.insertInto(PROFILE)
                .set(PROFILE.NAME, profile.name())
                .set(
                        PROFILE.LINEAGE_ID,
                        database.select(LINEAGE.LINEAGE_ID)
                                .from(LINEAGE)
                                .where(LINEAGE.ROLE.eq(profile.lineage())))
                .set(PROFILE.TEMPLATE, profile.template().name())
                .set(PROFILE.VALIDITY_SECONDS, profile.validity().toSeconds())
                .set(PROFILE.BEYOND_ISSUER, profile.shortens() ? "shorten" : "refuse")
                .onConflictDoNothing()
                .execute();
    }

    static List<CertificateProfile> fetch(DSLContext database, Condition condition) {
        return database.select(
                        PROFILE.NAME,
                        PROFILE.TEMPLATE,
                        LINEAGE.ROLE,
                        PROFILE.VALIDITY_SECONDS,
                        PROFILE.BEYOND_ISSUER)
                .from(PROFILE)
                .join(LINEAGE)
                .using(LINEAGE.LINEAGE_ID)
                .where(condition)
                .orderBy(PROFILE.NAME)
                .fetch(row ->
                        new CertificateProfile(
                                row.value1(),
                                CertificateTemplate.valueOf(row.value2()),
                                row.value3(),
                                Duration.ofSeconds(row.value4()),
                                row.value5().equals("shorten")));
    }
}
