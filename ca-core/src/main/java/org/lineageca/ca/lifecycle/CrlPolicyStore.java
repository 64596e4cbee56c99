package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.x509.GenerationId;

/** Which CRLs generations issue. Each method is one transaction, its audit events included. */
public interface CrlPolicyStore {

    /** As it is now. */
    CrlPolicy policy(GenerationId generation);

    /**
     * Sets it in place of the one before; scopes it needs come to be, none goes.
     *
     * @throws org.lineageca.ca.issuance.RefusedException if it would end deltas that CRLs point to
     */
    void set(GenerationId generation, CrlPolicy policy, Instant at, Actor actor);

    /**
     * A scope that new certificates shall name, that has a CRL, and of which nobody has seen yet
     * that it is served.
     */
    record Unserved(GenerationId generation, String place, String uri, long number) {}

    List<Unserved> unserved();

    /** From now on new certificates may name it. */
    void served(Unserved scope, Instant at, Actor actor);
}
