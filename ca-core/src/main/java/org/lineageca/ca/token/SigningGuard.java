package org.lineageca.ca.token;

import org.lineageca.ca.issuance.RefusedException;

/** Says whether this installation may sign at all; asked before each intent and each signature. */
@FunctionalInterface
public interface SigningGuard {

    /**
     * Returns when it may.
     *
     * @throws RefusedException when it may not: why, and what to do
     */
    void check();
}
