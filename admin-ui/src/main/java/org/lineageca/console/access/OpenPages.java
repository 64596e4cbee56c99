package org.lineageca.console.access;

import java.time.Instant;

/** The pages somebody has open in one session, as far as they are still there. */
interface OpenPages {

    /** Says on each when the session will end unless somebody is there. */
    void warn(Instant end);

    /** Takes that back. */
    void calm();

    /** Leads each away to where it is said that and why the session is over. */
    void leave(SessionEnd why);

    /** Forgets all that they showed. */
    void discard();
}
