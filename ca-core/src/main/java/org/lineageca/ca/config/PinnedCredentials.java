package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/** Keys and self-signed certificates of an offline installation's people and console, as files. */
@Singleton
final class PinnedCredentials {

    private static final Period FIVE_YEARS = Period.ofYears(5);

    private final RegisterPeople people;
    private final InstantSource clock;
    private final RandomGenerator random;

    PinnedCredentials(RegisterPeople people, InstantSource clock, RandomGenerator random) {
        this.people = people;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The console's. Made anew when its folder was taken away.
     *
     * @return whether it was made
     */
    boolean console(Path folder) throws IOException {
        var place = new CredentialFolder(folder);
        if (place.exists()) {
            return false;
        }
        try {
            var keys = SoftwareKey.generate();
            place.write(keys, List.of(newCertificate(FIVE_YEARS).ofLocalServer(keys)));
            place.finish();
            return true;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw notMade(folder, e);
        }
    }

    /**
     * Someone's, unless there is or was one registered under the name.
     *
     * @return whether it was made
     */
    boolean ensure(Actor actor, Path folder, String name, TrustedRole role) throws IOException {
        var place = new CredentialFolder(folder);
        if (place.exists() || (people.isTaken(actor, name) && place.unfinished().isEmpty())) {
            return false;
        }
        create(actor, folder, name, role);
        return true;
    }

    /**
     * Someone's, who is new. What a run that was cut short left behind is used, so that nobody is
     * registered with a key that is lost.
     */
    void create(Actor actor, Path folder, String name, TrustedRole role) throws IOException {
        var place = new CredentialFolder(folder);
        try {
            var made = place.unfinished();
            var certificate = made.isPresent() ? made.get() : write(place, name, FIVE_YEARS);
            if (made.isEmpty() || !isRegistered(actor, name, certificate)) {
                people.add(actor, name, role, PinnedCertificate.parse(certificate));
            }
            place.finish();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw notMade(folder, e);
        } catch (RefusedException e) {
            place.discard();
            throw e;
        }
    }

    /**
     * A key for somebody who is not registered yet, and its certificate; it stays beside its place
     * until {@link CredentialFolder#finish}.
     */
    PinnedCertificate prepare(CredentialFolder place, String name, Period validity)
            throws IOException {
        try {
            return PinnedCertificate.parse(write(place, name, validity));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw notMade(place.place(), e);
        }
    }

    private Octets write(CredentialFolder place, String name, Period validity)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = SoftwareKey.generate();
        var certificate = newCertificate(validity).ofPerson(keys, name);
        place.write(name, keys, List.of(certificate), random);
        return certificate;
    }

    private boolean isRegistered(Actor actor, String name, Octets certificate) {
        return people.all(actor).stream()
                .anyMatch(person ->
                        person.name().equals(name)
                                && person.fingerprint().equals(certificate.sha256()));
    }

    private SelfSignedCertificate newCertificate(Period validity) {
        return new SelfSignedCertificate(clock.instant(), validity, random);
    }

    private static IOException notMade(Path folder, Exception cause) {
        return new IOException(
                "the credential " + folder + " was not made: " + cause.getMessage(), cause);
    }
}
