package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.octets.Octets;

/**
 * Who asks, by the certificate of the connection. It is looked up for every request, so that
 * whoever is removed or revoked is sent away at once; those who ask at the same time are looked up
 * together.
 */
public final class IdentifyClient {

    private static final int TOGETHER = 64;

    private final PrincipalStore principals;
    private final InstantSource clock;
    private final Lane<Octets, Optional<Actor.Principal>> lane =
            new Lane<>(TOGETHER, this::identify);

    public IdentifyClient(PrincipalStore principals, InstantSource clock) {
        this.principals = principals;
        this.clock = clock;
    }

    /**
     * Empty where nobody who may ask has it.
     *
     * @param sha256 of a client certificate
     */
    public Optional<Actor.Principal> identify(Octets sha256) {
        return lane.ask(sha256);
    }

    private List<Optional<Actor.Principal>> identify(List<Octets> sha256) {
        var known = principals.byCertificates(new HashSet<>(sha256), clock.instant());
        return sha256.stream().map(one -> Optional.ofNullable(known.get(one))).toList();
    }
}
