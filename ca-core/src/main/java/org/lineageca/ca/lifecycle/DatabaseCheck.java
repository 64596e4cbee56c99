package org.lineageca.ca.lifecycle;

import java.util.Optional;

/** Asks the database something small. */
public interface DatabaseCheck {

    /** Why it does not answer; empty if it does. */
    Optional<String> problem();
}
