package org.lineageca.ca.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.octets.Octets;

/** Where it is on record who the people are. */
public interface PeopleStore {

    /** All who are or were registered, machines too, by name. */
    List<RegisteredPerson> people(Instant at);

    /** A certificate that we issued. */
    Optional<IssuedCertificate> certificate(Octets sha256);

    /**
     * Changes something about a person, unless {@link PeopleRules} know why not as things stand at
     * that moment: nothing else changes meanwhile. What is so already stays so.
     */
    Outcome change(String person, PersonChange change, Instant at, Actor actor);

    /**
     * Lets the newcomers in and removes those whose keys are lost, unless {@link PeopleRules} know
     * why not as things stand at that moment: nothing else changes meanwhile.
     */
    Outcome recover(Recovery recovery, Instant at, Actor actor);

    /**
     * One of ours.
     *
     * @param subject RFC 4514
     * @param isRevoked whether it is revoked or on hold
     */
    record IssuedCertificate(
            Octets der,
            String subject,
            String profile,
            Instant notBefore,
            Instant notAfter,
            boolean isRevoked) {}

    /** What came of a change. */
    sealed interface Outcome {

        record Changed() implements Outcome {}

        /** It was so already. */
        record WasSo() implements Outcome {}

        record Impossible(String why) implements Outcome {}
    }
}
