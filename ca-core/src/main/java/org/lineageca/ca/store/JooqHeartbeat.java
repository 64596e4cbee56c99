package org.lineageca.ca.store;

import static org.lineageca.db.Tables.HEARTBEAT;

import java.time.Instant;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.Heartbeat;

/** Writes the one row of the table {@code heartbeat}. */
public final class JooqHeartbeat implements Heartbeat {

    private final DSLContext database;

    public JooqHeartbeat(DSLContext database) {
        this.database = database;
    }

    @Override
    public void beat(Instant now) {
        database.update(HEARTBEAT).set(HEARTBEAT.AT, now).execute();
    }
}
