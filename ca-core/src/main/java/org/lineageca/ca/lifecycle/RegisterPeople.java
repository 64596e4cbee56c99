package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.PinnedCertificate;

/** Registers people by certificates of their own, without a CA, and removes them. */
public final class RegisterPeople {

    // ASCII, so that no two names look alike; each is also the name of a folder.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

    private final PrincipalStore principals;
    private final InstantSource clock;

    public RegisterPeople(PrincipalStore principals, InstantSource clock) {
        this.principals = principals;
        this.clock = clock;
    }

    /** Everyone who is registered and was not removed, by name. */
    public List<Person> all(Actor actor) {
        actor.require(Permission.VIEW);
        return principals.people();
    }

    /** Whether someone is or was registered under the name. */
    public boolean isTaken(Actor actor, String name) {
        actor.require(Permission.VIEW);
        return principals.isTaken(name);
    }

    /**
     * Registers someone new.
     *
     * @throws RefusedException if the name or the certificate is or was registered, or will not do
     */
    public void add(Actor actor, String name, TrustedRole role, PinnedCertificate certificate) {
        actor.require(Permission.OPERATE);
        requireName(name);
        if (!role.isHuman()) {
            throw refused(Refusal.INVALID_VALUE, "The role " + role + " is not one of people.");
        }
        var now = clock.instant();
        if (!certificate.isValid(now)) {
            throw refused(
                    Refusal.UNACCEPTABLE_CERTIFICATE,
                    "The certificate is valid from "
                            + certificate.notBefore()
                            + " to "
                            + certificate.notAfter()
                            + ", and it is "
                            + now
                            + ". Use another, or set the clock.");
        }
        switch (principals.pin(name, role, certificate, now, actor)) {
            case PINNED -> {}
            case NAME_TAKEN ->
                    throw refused(
                            Refusal.DUPLICATE,
                            "'"
                                    + name
                                    + "' is or was someone's name here, and what was done under it is on record. Choose another.");
            case CERTIFICATE_TAKEN ->
                    throw refused(
                            Refusal.DUPLICATE,
                            "The certificate with SHA-256 "
                                    + certificate.fingerprint()
                                    + " is or was registered. No one person is two: use another.");
        }
    }

    /**
     * Ends someone's access; who holds a share keeps it, and the next re-sharing is to leave them
     * out.
     */
    public void remove(Actor actor, String name) {
        actor.require(Permission.OPERATE);
        if (!principals.remove(name, clock.instant(), actor)) {
            throw refused(Refusal.NOT_FOUND, "Nobody is registered as '" + name + "'.");
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    Refusal.INVALID_VALUE,
                    "'"
                            + name
                            + "' will not do as a name: use 2 to 40 of a-z, 0-9 and hyphen, a letter first.");
        }
    }

    private static RefusedException refused(Refusal refusal, String why) {
        return new RefusedException(refusal, why + " Nothing was changed.");
    }
}
