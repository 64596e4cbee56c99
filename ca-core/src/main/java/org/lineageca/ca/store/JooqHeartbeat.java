package org.lineageca.ca.store;

import static org.lineageca.db.Tables.HEARTBEAT;

import java.time.Instant;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.Heartbeat;

/** Writes the one row of the table {@code heartbeat}. */
public final class JooqHeartbeat implements Heartbeat {

    /**
     * What a connection begins with. The first change of a run of the server notes that run in this
     * row (migration V0043), and would hold it until its transaction ends.
     */
    public static final String NOTE_THE_RUN =
            "UPDATE heartbeat SET at = at WHERE run <> pg_postmaster_start_time()";

    private final DSLContext database;

    public JooqHeartbeat(DSLContext database) {
        this.database = database;
    }

    @Override
    public void beat(Instant now) {
        database.update(HEARTBEAT).set(HEARTBEAT.AT, now).execute();
    }
}
