package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.people.PeopleRules;
import org.lineageca.ca.people.PeopleStore;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.ClientCertificate;
import org.lineageca.octets.Octets;

/** Who the people are and what they are trusted with, from a plan to the moment it is so. */
public final class ChangePeople {

    private final PeopleStore people;
    private final ActStore acts;
    private final InstantSource clock;

    public ChangePeople(PeopleStore people, ActStore acts, InstantSource clock) {
        this.people = people;
        this.acts = acts;
        this.clock = clock;
    }

    /** All who are or were registered, people and machines, by name. */
    public List<RegisteredPerson> all(Actor actor) {
        actor.require(Permission.VIEW);
        return people.people(clock.instant());
    }

    /**
     * Checks a change.
     *
     * @throws RefusedException if the rules forbid it, or the certificate will not do
     */
    Act.ChangePeople plan(String person, PersonChange change) {
        new PeopleRules(people.people(clock.instant()))
                .problem(person, change)
                .ifPresent(problem -> {
                    throw PlanAct.refused(problem);
                });
        certificate(change).ifPresent(sha256 -> checkCertificate(person, change, sha256));
        for (var act : acts.open()) {
            if (act.plan().act() instanceof Act.ChangePeople other
                    && other.person().equals(person)) {
                throw PlanAct.refused(
                        "Act %d, which is %s, changes something about %s already. Have it approved or withdraw it first."
                                .formatted(act.id(), act.state(), person));
            }
        }
        return new Act.ChangePeople(person, change);
    }

    /** The certificate that somebody is to be let in by. */
    private static Optional<Octets> certificate(PersonChange change) {
        return switch (change) {
            case PersonChange.Admit(_, var certificate) -> Optional.of(certificate);
            case PersonChange.AddCertificate(var certificate) -> Optional.of(certificate);
            case PersonChange.Remove _, PersonChange.RemoveCertificate _, PersonChange.GiveRole _ ->
                    Optional.empty();
        };
    }

    private void checkCertificate(String person, PersonChange change, Octets sha256) {
        var certificate =
                people.certificate(sha256)
                        .orElseThrow(() ->
                                unacceptable(
                                        "The certificate with SHA-256 %s is not one of ours. Have one issued first, by a profile for people."
                                                .formatted(sha256.toHex())));
        if (certificate.isRevoked()) {
            throw unacceptable(
                    "The certificate of %s is revoked or on hold. Use another."
                            .formatted(certificate.subject()));
        }
        var now = clock.instant();
        if (now.isBefore(certificate.notBefore()) || now.isAfter(certificate.notAfter())) {
            throw unacceptable(
                    "The certificate of %s is valid from %s to %s, and it is %s. Use another."
                            .formatted(
                                    certificate.subject(),
                                    certificate.notBefore(),
                                    certificate.notAfter(),
                                    now));
        }
        ClientCertificate.problem(certificate.der())
                .ifPresent(problem -> {
                    throw unacceptable(
                            "Nobody signs in with the certificate of %s: %s. Use another."
                                    .formatted(certificate.subject(), problem));
                });
        if (certificate.profile().equals(ReadyMade.MACHINE.text()) && isHuman(person, change)) {
            throw unacceptable(
                    "The certificate of %s is a machine's, by the profile '%s': its key lies where programs use it, with nobody looking. Have one issued for %s by a profile for people."
                            .formatted(certificate.subject(), certificate.profile(), person));
        }
    }

    private boolean isHuman(String person, PersonChange change) {
        return change instanceof PersonChange.Admit(var role, _)
                ? role.isHuman()
                : people.people(clock.instant()).stream()
                        .anyMatch(each -> each.name().equals(person) && each.role().isHuman());
    }

    private static RefusedException unacceptable(String why) {
        return new RefusedException(
                Refusal.UNACCEPTABLE_CERTIFICATE, why + " Nothing was planned.");
    }

    /** What the change means. */
    Preview preview(Act.ChangePeople act) {
        var sentences = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var person = act.person();
        switch (act.change()) {
            case PersonChange.Admit(var role, var certificate) -> {
                sentences.add(
                        "From the second approval on, %s is let in as %s: %s."
                                .formatted(person, role, trust(role)));
                sentences.add(signsIn(person, certificate));
                sentences.add("The name stays taken for good: what is done under it is on record.");
            }
            case PersonChange.Remove _ -> {
                sentences.add(
                        "From the second approval on, %s is let in no more, by none of their certificates; open sessions end within a second."
                                .formatted(person));
                sentences.add(
                        "The name stays taken, and what was done under it stays on record. It cannot be undone: who comes back is registered under another name.");
                warnings.add(
                        "Their certificates are not revoked by this. Revoke them if others than this installation trust them.");
            }
            case PersonChange.AddCertificate(var certificate) -> {
                sentences.add(signsIn(person, certificate));
                sentences.add("Those they have stay good.");
            }
            case PersonChange.RemoveCertificate(var certificate) -> {
                sentences.add(
                        "From the second approval on, %s is let in no more by the certificate with SHA-256 %s; sessions begun with it end within a second."
                                .formatted(person, certificate.toHex()));
                warnings.add(
                        "It is not revoked by this. If its key may be in other hands, revoke it.");
            }
            case PersonChange.GiveRole(var before, var role) -> {
                sentences.add(
                        "From the second approval on, %s is %s instead of %s: %s."
                                .formatted(person, role, before, trust(role)));
                sentences.add("No one holds two roles.");
                if (role == TrustedRole.Auditor) {
                    warnings.add(
                            "They would audit what they have done themselves until now. Let another Auditor look at that time.");
                }
            }
        }
        return new Preview(List.of(), sentences, warnings);
    }

    private String signsIn(String person, Octets sha256) {
        return people.certificate(sha256)
                .map(certificate ->
                        "%s signs in with the certificate of '%s' (profile %s, until %s, SHA-256 %s)."
                                .formatted(
                                        person,
                                        certificate.subject(),
                                        certificate.profile(),
                                        certificate.notAfter(),
                                        sha256.toHex()))
                .orElseGet(() ->
                        "%s signs in with the certificate with SHA-256 %s."
                                .formatted(person, sha256.toHex()));
    }

    private static String trust(TrustedRole role) {
        return switch (role) {
            case Administrator -> "decides with others, and takes part in ceremonies";
            case Officer -> "issues, revokes, decides with others, and takes part in ceremonies";
            case RegistrationOfficer -> "issues and revokes";
            case Auditor -> "sees everything, witnesses ceremonies, and changes nothing";
            case Machine ->
                    "issues, revokes and has CRLs issued over REST, without a person looking, and never comes into the console";
        };
    }

    /** Changes it, if the rules allow it now. */
    Performed change(Actor actor, Act.ChangePeople act) {
        certificate(act.change())
                .ifPresent(sha256 -> checkCertificate(act.person(), act.change(), sha256));
        return switch (people.change(act.person(), act.change(), clock.instant(), actor)) {
            case PeopleStore.Outcome.Changed _, PeopleStore.Outcome.WasSo _ ->
                    new Performed.Done(done(act));
            case PeopleStore.Outcome.Impossible(var why) -> new Performed.Waits(why);
        };
    }

    private static String done(Act.ChangePeople act) {
        var person = act.person();
        return switch (act.change()) {
            case PersonChange.Admit(var role, _) ->
                    "%s is registered as %s.".formatted(person, role);
            case PersonChange.Remove _ -> "%s is let in no more.".formatted(person);
            case PersonChange.AddCertificate _ ->
                    "%s can sign in with another certificate.".formatted(person);
            case PersonChange.RemoveCertificate _ ->
                    "%s has one certificate less to sign in with.".formatted(person);
            case PersonChange.GiveRole(_, var role) -> "%s is %s.".formatted(person, role);
        };
    }
}
