package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CREDENTIAL;

import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.lineageca.ca.admission.CredentialStanding;
import org.lineageca.ca.admission.StandingStore;
import org.lineageca.octets.Octets;

/** What PostgreSQL has on record of people's certificates. */
public final class JooqStandingStore implements StandingStore {

    private final DSLContext database;

    public JooqStandingStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public Reading read(Set<Octets> sha256) {
        try {
            var standings = new HashMap<Octets, CredentialStanding>();
            Instant asOf = null;
            var rows = new StandingRows(database).fetch(sha256);
            if (rows.isEmpty()) {
                return new Reading.Unread("the database has no heartbeat");
            }
            for (var row : rows) {
                asOf = row.get(StandingRows.AS_OF);
                if (row.get(CREDENTIAL.SHA256) != null) {
                    standings.put(
                            Octets.of(row.get(CREDENTIAL.SHA256)), StandingRows.standing(row));
                }
            }
            return new Reading.Read(standings, asOf);
        } catch (DataAccessException e) {
            return new Reading.Unread("the database does not answer: " + e.getMessage());
        }
    }
}
