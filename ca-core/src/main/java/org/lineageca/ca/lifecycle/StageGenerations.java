package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.token.TokenSigning;

/**
 * Carries out rolls and re-keys up to Staged: key, certificate, published CRL, OCSP delegate. Each
 * step looks first whether it is done, so that it can go on after any interruption.
 */
public final class StageGenerations {

    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final CreateGeneration createGeneration;
    private final CertifyGeneration certifyGeneration;
    private final PublishFirst publishFirst;
    private final LinkRoots linkRoots;
    private final NamesakeCrls namesake;
    private final TokenSigning signing;

    public StageGenerations(
            AuthorityStore authorities,
            CrlLedger ledger,
            CreateGeneration createGeneration,
            CertifyGeneration certifyGeneration,
            PublishFirst publishFirst,
            LinkRoots linkRoots,
            NamesakeCrls namesake,
            TokenSigning signing) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.createGeneration = createGeneration;
        this.certifyGeneration = certifyGeneration;
        this.publishFirst = publishFirst;
        this.linkRoots = linkRoots;
        this.namesake = namesake;
        this.signing = signing;
    }

    Performed roll(Actor actor, Act.Roll roll) {
        var predecessor = authorities.find(roll.predecessor()).orElseThrow();
        var waits = new ArrayList<String>();
        for (var key : roll.keys()) {
            var succession = new Step(predecessor, key, roll.certifier(), roll.validity());
            if (stage(actor, succession) instanceof Performed.Waits(var reason)) {
                waits.add(reason);
            }
        }
        return waits.isEmpty()
                ? new Performed.Done(
                        roll.keys().stream()
                                .map(key -> key.name().commonName())
                                .collect(Collectors.joining(", ", "Staged: ", ".")))
                : new Performed.Waits(String.join(" ", waits));
    }

    Performed rekey(Actor actor, Act.Rekey rekey) {
        var predecessor = authorities.find(rekey.predecessor()).orElseThrow();
        var step = new Step(predecessor, rekey.key(), rekey.certifier(), rekey.validity());
        return switch (stage(actor, step)) {
            case Performed.Waits waits -> waits;
            case Performed.Done done -> {
                if (rekey.certifier() instanceof Certifier.Itself) {
                    linkRoots.newWithOld(actor, predecessor, find(rekey.key()).orElseThrow());
                }
                yield done;
            }
        };
    }

    private record Step(
            Generation predecessor, NewKey key, Certifier certifier, java.time.Duration validity) {}

    private Performed stage(Actor actor, Step step) {
        var name = step.key().name().commonName();
        var found = find(step.key());
        if (found.isEmpty() && !signing.reaches(step.key().token())) {
            return waitsForToken(name + " needs a key on", step.key().token());
        }
        var generation = found.orElseGet(() -> create(actor, step));
        return switch (generation) {
            case Generation.AwaitingCertificate awaiting -> {
                namesake.renewCrls(actor, awaiting);
                yield certify(actor, step, awaiting);
            }
            case Generation.Staged staged -> publish(actor, staged);
            case Generation.Enabled _,
                    Generation.Disabled _,
                    Generation.Retired _,
                    Generation.Destroyed _,
                    Generation.Revoked _ ->
                    new Performed.Done("Staged: " + name + ".");
        };
    }

    private Generation create(Actor actor, Step step) {
        var identity = step.predecessor().identity();
        var schedule =
                ledger.standings().stream()
                        .filter(standing -> standing.generation().equals(identity.id()))
                        .map(CrlLedger.Standing::schedule)
                        .findFirst()
                        .orElseThrow();
        actor.require(Permission.OPERATE);
        return createGeneration.create(
                actor,
                new CreateGeneration.Plan(
                        step.key().name(),
                        step.key().number(),
                        step.key().token(),
                        step.key().label(),
                        step.key().algorithm(),
                        identity.lineage(),
                        step.certifier() instanceof Certifier.Parent(var parent) ? parent : null,
                        schedule,
                        identity.uris().publisher(),
                        identity.uris().responder()));
    }

    private Performed certify(Actor actor, Step step, Generation.AwaitingCertificate awaiting) {
        var name = step.key().name().commonName();
        var constraints = step.predecessor().caCertificate().map(CaConstraints::of).orElseThrow();
        return switch (step.certifier()) {
            case Certifier.External _ ->
                    new Performed.Waits(
                            name
                                    + " waits for its certificate: fetch the request of generation "
                                    + awaiting.identity().id()
                                    + ", have the external CA sign it and hand the certificate in.");
            case Certifier.Itself() -> {
                var token = awaiting.identity().key().token();
                yield signing.reaches(token)
                        ? publish(
                                actor,
                                certifyGeneration.certify(
                                        actor, awaiting, null, constraints, step.validity()))
                        : waitsForToken(name + " waits for", token);
            }
            case Certifier.Parent(var id) ->
                    switch (authorities.find(id).orElseThrow()) {
                        case Generation.Enabled parent
                                when signing.reaches(parent.identity().key().token()) ->
                                publish(
                                        actor,
                                        certifyGeneration.certify(
                                                actor,
                                                awaiting,
                                                parent.issuer(),
                                                constraints,
                                                step.validity()));
                        case Generation.Enabled parent ->
                                waitsForToken(
                                        name + " waits for its certificate by",
                                        parent.identity().key().token());
                        case Generation other ->
                                new Performed.Waits(
                                        "%s cannot be certified: its parent %s is %s. Withdraw the act and plan it under another parent."
                                                .formatted(
                                                        name,
                                                        other.identity().name(),
                                                        other.state()));
                    };
        };
    }

    private Performed publish(Actor actor, Generation.Staged staged) {
        if (!signing.reaches(staged.identity().key().token())) {
            return waitsForToken(
                    "the first CRL of " + staged.identity().name().commonName() + " waits for",
                    staged.identity().key().token());
        }
        publishFirst.publish(actor, staged);
        return new Performed.Done("Staged: " + staged.identity().name().commonName() + ".");
    }

    private Optional<Generation> find(NewKey key) {
        return authorities.generations().stream()
                .filter(generation ->
                        generation.identity().name().equals(key.name())
                                && generation.identity().number() == key.number())
                .findFirst();
    }

    private static Performed waitsForToken(String what, String token) {
        return new Performed.Waits(
                "%s token '%s', which is not within reach; hold the ceremony (lineage ca ceremony)."
                        .formatted(what, token));
    }

    /** The parent that certifies the successor of a generation now. */
    static Optional<Issuer> parentOf(AuthorityStore authorities, GenerationIdentity identity) {
        var parent = identity.parent();
        if (parent == null) {
            return Optional.empty();
        }
        var name = authorities.find(parent).orElseThrow().identity().name();
        return authorities.generations().stream()
                .filter(Generation.Enabled.class::isInstance)
                .map(Generation.Enabled.class::cast)
                .filter(enabled -> enabled.identity().name().equals(name))
                .map(Generation.Enabled::issuer)
                .findFirst();
    }

    /** The names of all authorities there are: a roll takes another. */
    static List<GenerationIdentity> identities(AuthorityStore authorities) {
        return authorities.generations().stream().map(Generation::identity).toList();
    }
}
