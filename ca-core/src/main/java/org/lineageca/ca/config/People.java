package org.lineageca.ca.config;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/**
 * Adds, lists and removes the people of an offline installation: {@code add NAME ROLE
 * [CERTIFICATE]}, {@code list}, {@code remove NAME}.
 */
@Singleton
public final class People {

    private static final Actor ACTOR = new Actor.Installation("person");
    private static final int REFUSED = 2;

    /** The roles of a ceremony (RFC 3647 5.2.1), and what each is trusted to do here. */
    private static final Map<String, TrustedRole> ROLES =
            Map.of(
                    "administrator", TrustedRole.Administrator,
                    "witness", TrustedRole.Auditor,
                    "custodian", TrustedRole.Officer);

    private final RegisterPeople people;
    private final PinnedCredentials credentials;

    People(RegisterPeople people, PinnedCredentials credentials) {
        this.people = people;
        this.credentials = credentials;
    }

    /** The program. Configured like the others, by {@code -Dmicronaut.config.files}. */
    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.run()) {
            var folder = context.getBean(Settings.Credentials.class).credentials();
            context.getBean(People.class).perform(List.of(arguments), folder);
        } catch (RefusedException e) {
            System.err.println(e.getMessage());
            System.exit(REFUSED);
        }
    }

    void perform(List<String> arguments, Path folder) throws IOException {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        switch (command + " " + arguments.size()) {
            case "list 1" -> list();
            case "remove 2" -> remove(arguments.get(1));
            case "add 3" -> create(arguments.get(1), role(arguments.get(2)), folder);
            case "add 4" ->
                    pin(arguments.get(1), role(arguments.get(2)), Path.of(arguments.get(3)));
            default -> throw refused("Asked for " + arguments + ", which is not one of its tasks");
        }
    }

    private void list() {
        for (var person : people.all(ACTOR)) {
            progress(
                    "%-20s %-13s until %s  %s"
                            .formatted(
                                    person.name(),
                                    roleOf(person.role()),
                                    person.notAfter(),
                                    person.fingerprint()));
        }
    }

    private void create(String name, TrustedRole role, Path folder) throws IOException {
        var place = folder.resolve(name).normalize();
        if (!folder.normalize().equals(place.getParent())) {
            throw refused("'" + name + "' will not do as a name");
        }
        if (Files.exists(place)) {
            throw refused("There is a folder " + place + " already");
        }
        credentials.create(ACTOR, place, name, role);
        progress(name + " is registered as " + roleOf(role) + "; the credential is in " + place);
    }

    private void pin(String name, TrustedRole role, Path file) throws IOException {
        var certificate = certificate(file);
        people.add(ACTOR, name, role, certificate);
        progress(
                name
                        + " is registered as "
                        + roleOf(role)
                        + " by the certificate with SHA-256 "
                        + certificate.fingerprint());
    }

    /** A certificate in a file, PEM or DER. */
    static PinnedCertificate certificate(Path file) throws IOException {
        try {
            return PinnedCertificate.parse(read(file));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.UNACCEPTABLE_CERTIFICATE,
                    file
                            + " is not a certificate to sign in with: "
                            + e.getMessage()
                            + ". Nothing was changed.",
                    e);
        }
    }

    private static Octets read(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        var text = new String(content, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN ")
                ? Pem.decode(text, List.of("CERTIFICATE"))
                : Octets.of(content);
    }

    private void remove(String name) {
        people.remove(ACTOR, name);
        progress(name + " is removed and is let in no more");
    }

    private static TrustedRole role(String text) {
        var role = ROLES.get(text);
        if (role == null) {
            throw refused("'" + text + "' is no role; there are administrator, witness, custodian");
        }
        return role;
    }

    private static String roleOf(TrustedRole role) {
        return ROLES.entrySet().stream()
                .filter(entry -> entry.getValue() == role)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(role::name);
    }

    private static RefusedException refused(String why) {
        return new RefusedException(
                Refusal.INVALID_VALUE, why + ". Nothing was changed. Choose another.");
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
