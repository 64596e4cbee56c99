package org.lineageca.ca.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.x509.ConfusableCharacters;
import org.lineageca.octets.Octets;

/**
 * What no two people may do to the people of an installation.
 *
 * @param people all who are or were registered, machines too: names and certificates are taken
 */
public record PeopleRules(List<RegisteredPerson> people) {

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .'-]{0,58}[\\p{L}\\p{N}.]");

    /** As many must be left who can decide, or nothing can be decided any more. */
    private static final int DECIDING = 2;

    public PeopleRules {
        people = List.copyOf(people);
    }

    /** Why the change cannot be; empty if it can. */
    public Optional<String> problem(String name, PersonChange change) {
        return switch (change) {
            case PersonChange.Admit(_, var certificate) ->
                    nameProblem(name).or(() -> taken(certificate));
            case PersonChange.Remove _ ->
                    ofPresent(name, _ -> left(name, RegisteredPerson::withoutAny));
            case PersonChange.AddCertificate(var certificate) ->
                    ofPresent(name, _ -> taken(certificate));
            case PersonChange.RemoveCertificate(var certificate) ->
                    ofPresent(
                            name,
                            person ->
                                    !person.has(certificate)
                                            ? Optional.of(
                                                    "%s has no certificate with the SHA-256 %s."
                                                            .formatted(name, certificate.toHex()))
                                            : left(name, each -> each.without(certificate)));
            case PersonChange.GiveRole give -> ofPresent(name, person -> role(person, give));
        };
    }

    /** Whether it is so already: what a run that was cut short has changed is not changed twice. */
    public boolean isSo(String name, PersonChange change) {
        return people.stream()
                .filter(person -> person.name().equals(name))
                .anyMatch(person ->
                        switch (change) {
                            case PersonChange.Admit(var role, var certificate) ->
                                    person.role() == role && person.has(certificate);
                            case PersonChange.Remove _ -> person.removedAt() != null;
                            case PersonChange.AddCertificate(var certificate) ->
                                    person.has(certificate);
                            case PersonChange.RemoveCertificate(var certificate) ->
                                    person.hasRemoved(certificate);
                            case PersonChange.GiveRole give -> person.role() == give.role();
                        });
    }

    /** Why people cannot be recovered like this; empty if they can. */
    public Optional<String> problem(Recovery recovery) {
        for (var name : recovery.lost()) {
            var problem = ofPresent(name, person -> roleProblem(person.role()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        var deciding =
                people.stream()
                        .filter(person -> person.comesIn() && mayDecide(person))
                        .map(RegisteredPerson::name)
                        .filter(name -> !recovery.lost().contains(name))
                        .toList();
        if (deciding.size() >= DECIDING) {
            return Optional.of(
                    "%s can come in and decide together. Have them change people by acts, under People in the console. Whoever of them has lost their key is named with --lost."
                            .formatted(String.join(", ", deciding)));
        }
        return recovery.newcomers().stream()
                .flatMap(newcomer ->
                        nameProblem(newcomer.name())
                                .or(() -> taken(newcomer.certificate().fingerprint()))
                                .stream())
                .findFirst();
    }

    /** Whether it is so already. */
    public boolean isSo(Recovery recovery) {
        return recovery.newcomers().stream()
                .allMatch(newcomer ->
                        isSo(
                                newcomer.name(),
                                new PersonChange.Admit(
                                        newcomer.role(), newcomer.certificate().fingerprint())));
    }

    private Optional<String> role(RegisteredPerson person, PersonChange.GiveRole give) {
        if (person.role() != give.before()) {
            return Optional.of(
                    "%s is %s, not %s. Plan it anew."
                            .formatted(person.name(), person.role(), give.before()));
        }
        if (give.before() == give.role()) {
            return Optional.of("%s is %s already.".formatted(person.name(), give.role()));
        }
        return roleProblem(give.before())
                .or(() -> roleProblem(give.role()))
                .or(() -> left(person.name(), each -> each.as(give.role())));
    }

    private Optional<String> nameProblem(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "'%s' will not do as a name: use 2 to 60 letters, digits, blanks, points, hyphens and apostrophes."
                            .formatted(name));
        }
        var confusable = ConfusableCharacters.problem(name);
        if (confusable.isPresent()) {
            return Optional.of(
                    "'%s' could be taken for another name: %s.".formatted(name, confusable.get()));
        }
        return people.stream()
                .map(RegisteredPerson::name)
                .filter(other -> folded(other).equals(folded(name)))
                .findFirst()
                .map(other ->
                        "'%s' is or was someone's name here, and what was done under it is on record. Choose another."
                                .formatted(other));
    }

    private static Optional<String> roleProblem(TrustedRole role) {
        return role.isHuman()
                ? Optional.empty()
                : Optional.of("The role %s is not one of people.".formatted(role));
    }

    private Optional<String> taken(Octets certificate) {
        return people.stream()
                .filter(person -> person.has(certificate))
                .findFirst()
                .map(person ->
                        "That certificate is or was registered for %s. No one person is two: use another."
                                .formatted(person.name()));
    }

    private Optional<String> ofPresent(
            String name, Function<RegisteredPerson, Optional<String>> rule) {
        return people.stream()
                .filter(person -> person.name().equals(name) && person.removedAt() == null)
                .findFirst()
                .map(rule)
                .orElseGet(() -> Optional.of("Nobody is registered as '%s' now.".formatted(name)));
    }

    /** What is wrong with an installation in which this person is changed so. */
    private Optional<String> left(String name, UnaryOperator<RegisteredPerson> change) {
        var now = people.stream().filter(RegisteredPerson::comesIn).toList();
        var then =
                now.stream()
                        .map(person -> person.name().equals(name) ? change.apply(person) : person)
                        .filter(RegisteredPerson::comesIn)
                        .toList();
        if (administrators(now) > 0 && administrators(then) == 0) {
            return Optional.of(
                    "No Administrator would be left who can sign in. Add another one first.");
        }
        if (deciding(then) < Math.min(DECIDING, deciding(now))) {
            return Optional.of(
                    "Fewer than two people would be left who can sign in and decide, and nothing could be approved any more. Add another one first.");
        }
        return Optional.empty();
    }

    /** Who was recovered for a few days is none that has to stay, nor one that is enough. */
    private static long administrators(List<RegisteredPerson> present) {
        return present.stream()
                .filter(each -> each.role() == TrustedRole.Administrator && each.comesToStay())
                .count();
    }

    private static long deciding(List<RegisteredPerson> present) {
        return present.stream().filter(PeopleRules::mayDecide).count();
    }

    private static boolean mayDecide(RegisteredPerson person) {
        return person.role().may(Permission.DECIDE);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
