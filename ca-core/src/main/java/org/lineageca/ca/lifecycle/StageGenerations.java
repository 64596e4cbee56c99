package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.lineageca.ca.x509.GenerationId;

/**
 * Carries out rolls and re-keys up to Staged: key, certificate, published CRL, OCSP delegate. Each
 * step looks first whether it is done, so that it can go on after any interruption.
 */
public final class StageGenerations {

    private final AuthorityStore authorities;
    private final CrlPolicyStore policies;
    private final CreateGeneration createGeneration;
    private final CertifyGeneration certifyGeneration;
    private final PublishFirst publishFirst;
    private final LinkRoots linkRoots;
    private final NamesakeCrls namesake;
    private final TokenSigning signing;

    public StageGenerations(
            AuthorityStore authorities,
            CrlPolicyStore policies,
            CreateGeneration createGeneration,
            CertifyGeneration certifyGeneration,
            PublishFirst publishFirst,
            LinkRoots linkRoots,
            NamesakeCrls namesake,
            TokenSigning signing) {
        this.authorities = authorities;
        this.policies = policies;
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
            case Performed.GoesOn goesOn -> goesOn;
            case Performed.Done done -> {
                if (rekey.certifier() instanceof Certifier.Itself) {
                    linkRoots.newWithOld(actor, predecessor, find(rekey.key()).orElseThrow());
                }
                yield done;
            }
        };
    }

    private record Step(
            Generation predecessor, NewKey key, Certifier certifier, Duration validity) {}

    private Performed stage(Actor actor, Step step) {
        var name = step.key().name().commonName();
        var found = find(step.key());
        if (found.isEmpty() && !signing.reaches(step.key().token())) {
            return Performed.Waits.forToken(name + " needs a key on", step.key().token());
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
                        policies.policy(identity.id()),
                        identity.uris().publisher(),
                        identity.uris().responder()));
    }

    private Performed certify(Actor actor, Step step, Generation.AwaitingCertificate awaiting) {
        var name = step.key().name().commonName();
        return switch (step.certifier()) {
            case Certifier.External _ ->
                    new Performed.Waits(
                            name
                                    + " waits for its certificate: fetch the request of generation "
                                    + awaiting.identity().id()
                                    + ", have the external CA sign it and hand the certificate in.");
            case Certifier.Itself() -> certify(actor, step, awaiting, null);
            case Certifier.Parent(var id) ->
                    switch (authorities.find(id).orElseThrow()) {
                        case Generation.CrlSigning parent
                                when parent instanceof Generation.Enabled
                                        || certifyGeneration.isSigned(awaiting.identity(), id) ->
                                certify(actor, step, awaiting, parent.crlIssuer());
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

    private Performed certify(
            Actor actor,
            Step step,
            Generation.AwaitingCertificate awaiting,
            @Nullable Issuer parent) {
        var certified =
                certifyGeneration.certifyIfWithinReach(
                        actor, awaiting, parent, constraints(step.predecessor()), step.validity());
        if (certified.isPresent()) {
            return publish(actor, certified.get());
        }
        var signer = parent == null ? awaiting.identity() : parent.identity();
        return Performed.Waits.forToken(
                step.key().name().commonName() + " waits for its certificate by",
                signer.key().token());
    }

    private static CaConstraints constraints(Generation predecessor) {
        return predecessor.caCertificate().map(CaConstraints::of).orElseThrow();
    }

    /** What is to be signed for the keys of an act that exist and have no certificate yet. */
    List<SignCaCertificate.Order> orders(
            GenerationId predecessor, List<NewKey> keys, Certifier certifier, Duration validity) {
        if (!(certifier instanceof Certifier.Parent(var id))
                || !(authorities.find(id).orElseThrow() instanceof Generation.Enabled parent)) {
            return List.of();
        }
        var constraints = constraints(authorities.find(predecessor).orElseThrow());
        return keys.stream()
                .flatMap(key -> find(key).stream())
                .filter(Generation.AwaitingCertificate.class::isInstance)
                .map(awaiting ->
                        CertifyGeneration.order(
                                awaiting.identity(), parent.issuer(), constraints, validity))
                .toList();
    }

    private Performed publish(Actor actor, Generation.Staged staged) {
        return publishFirst.publishIfWithinReach(actor, staged)
                ? new Performed.Done("Staged: " + staged.identity().name().commonName() + ".")
                : Performed.Waits.forToken(
                        "the first CRL of " + staged.identity().name().commonName() + " waits for",
                        staged.identity().key().token());
    }

    Optional<Generation> find(NewKey key) {
        return authorities.generations().stream()
                .filter(generation ->
                        generation.identity().name().equals(key.name())
                                && generation.identity().number() == key.number())
                .findFirst();
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
