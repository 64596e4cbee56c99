package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.people.PeopleRules;
import org.lineageca.ca.people.PeopleStore;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.octets.Octets;

/** The way back in where nobody can come in and decide any more (ADR 0049). */
public final class RecoverPeople {

    /** Long enough to certify oneself the ordinary way, and to replace the officers' CA first. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private final PeopleStore people;
    private final InstantSource clock;

    public RecoverPeople(PeopleStore people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    /** All people who are or were registered, by name. */
    public List<RegisteredPerson> all(Actor actor) {
        actor.require(Permission.VIEW);
        return people.people(clock.instant()).stream()
                .filter(person -> person.role().isHuman())
                .toList();
    }

    /**
     * Checks a recovery; changes nothing.
     *
     * @throws RefusedException if enough people can come in, or a name or certificate will not do
     */
    public void check(Actor actor, Recovery recovery) {
        actor.require(Permission.OPERATE);
        recovery.newcomers().forEach(this::check);
        new PeopleRules(people.people(clock.instant()))
                .problem(recovery)
                .ifPresent(problem -> {
                    throw refused(Refusal.CANNOT_PLAN, problem);
                });
    }

    private void check(Recovery.Newcomer newcomer) {
        RegisterPeople.requireName(newcomer.name());
        var now = clock.instant();
        var certificate = newcomer.certificate();
        if (!certificate.isValid(now) || certificate.notAfter().isAfter(now.plus(LONGEST))) {
            throw refused(
                    Refusal.UNACCEPTABLE_CERTIFICATE,
                    "The certificate of %s is valid from %s to %s, and it is %s. Make one that ends within 7 days: openssl req -x509 -days 7."
                            .formatted(
                                    newcomer.name(),
                                    certificate.notBefore(),
                                    certificate.notAfter(),
                                    now));
        }
    }

    /**
     * Does it, unless it is done already.
     *
     * @param digest SHA-256 of what the witnesses have read back
     */
    public void recover(Actor actor, Recovery recovery, Octets digest) {
        actor.require(Permission.OPERATE);
        if (!recovery.digest().equals(digest)) {
            throw refused(
                    Refusal.CANNOT_PLAN,
                    "The witnesses read back %s, and this is %s. Begin anew."
                            .formatted(digest.toHex(), recovery.digest().toHex()));
        }
        recovery.newcomers().forEach(this::check);
        switch (people.recover(recovery, clock.instant(), actor)) {
            case PeopleStore.Outcome.Changed _, PeopleStore.Outcome.WasSo _ -> {}
            case PeopleStore.Outcome.Impossible(var why) -> throw refused(Refusal.CANNOT_PLAN, why);
        }
    }

    private static RefusedException refused(Refusal refusal, String why) {
        return new RefusedException(refusal, why + " Nothing was changed.");
    }
}
