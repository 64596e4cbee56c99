package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.NamingRule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;

/** Settles names, numbers and labels of the generations that are to succeed another. */
final class PlanSuccession {

    private static final int MOST_SPARES = 7;

    private final AuthorityStore authorities;
    private final ForeignCertificates foreign;
    private final ActStore acts;
    private final Validities validities;
    private final TokenSigning signing;
    private final InstantSource clock;

    PlanSuccession(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            Validities validities,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.foreign = foreign;
        this.acts = acts;
        this.validities = validities;
        this.signing = signing;
        this.clock = clock;
    }

    Act roll(Generation predecessor, ActRequest.Roll roll) {
        var identity = predecessor.identity();
        refuseSecondSuccession(identity.lineage(), identity.name());
        if (roll.spares() < 0 || roll.spares() > MOST_SPARES) {
            throw PlanAct.refused(
                    "%d spares cannot be staged at once, at most %d can."
                            .formatted(roll.spares(), MOST_SPARES));
        }
        var names = names(roll, predecessor);
        var labels = labels(identity, names.size());
        var keys = new ArrayList<NewKey>();
        for (var i = 0; i < names.size(); i++) {
            keys.add(
                    new NewKey(
                            names.get(i),
                            1,
                            identity.key().token(),
                            labels.get(i),
                            algorithm(roll.algorithm(), predecessor)));
        }
        var certifier = certifier(predecessor, roll.certifier());
        return new Act.Roll(
                roll.predecessor(),
                keys,
                certifier,
                fitting(predecessor, roll.validity(), certifier));
    }

    private List<DistinguishedName> names(ActRequest.Roll roll, Generation predecessor) {
        var lineage = predecessor.identity().lineage();
        var rule =
                (lineage == null ? Optional.<NamingRule>empty() : authorities.namingRule(lineage))
                        .orElseGet(() -> NamingRule.suggestedBy(predecessor.identity().name()));
        var year = clock.instant().atOffset(ZoneOffset.UTC).getYear();
        var names = new ArrayList<DistinguishedName>();
        var given = roll.name();
        if (given != null) {
            if (taken(given)) {
                throw PlanAct.refused(
                        "There is an authority named %s already. A roll needs a new name; for a new key under the same name plan a re-key."
                                .formatted(given));
            }
            names.add(given);
        }
        while (names.size() <= roll.spares()) {
            names.add(rule.next(year, name -> taken(name) || names.contains(name)));
        }
        return names;
    }

    Act rekey(Generation predecessor, ActRequest.Rekey rekey) {
        var identity = predecessor.identity();
        refuseSecondSuccession(identity.lineage(), identity.name());
        var number =
                1
                        + authorities.generations().stream()
                                .filter(generation ->
                                        generation.identity().name().equals(identity.name()))
                                .mapToInt(generation -> generation.identity().number())
                                .max()
                                .orElseThrow();
        var key =
                new NewKey(
                        identity.name(),
                        number,
                        identity.key().token(),
                        labels(identity, 1).getFirst(),
                        algorithm(rekey.algorithm(), predecessor));
        var certifier = certifier(predecessor, rekey.certifier());
        return new Act.Rekey(
                rekey.predecessor(),
                key,
                certifier,
                fitting(predecessor, rekey.validity(), certifier));
    }

    /** Two at once would plan the same names and labels. */
    private void refuseSecondSuccession(@Nullable String lineage, DistinguishedName name) {
        for (var open : acts.open()) {
            var predecessor =
                    switch (open.plan().act()) {
                        case Act.Roll roll -> roll.predecessor();
                        case Act.Rekey rekey -> rekey.predecessor();
                        case Act _ -> null;
                    };
            if (predecessor == null) {
                continue;
            }
            var other = authorities.find(predecessor).orElseThrow().identity();
            if (lineage == null ? other.name().equals(name) : lineage.equals(other.lineage())) {
                throw PlanAct.refused(
                        "Act %d (%s) for the same succession is not finished. Finish or withdraw it first."
                                .formatted(open.id(), open.plan().act().kind()));
            }
        }
    }

    private Certifier certifier(Generation predecessor, @Nullable Certifier wanted) {
        return switch (wanted) {
            case null -> usualCertifier(predecessor);
            case Certifier.External(var anchor) -> {
                if (!foreign.isAnchor(anchor)) {
                    throw PlanAct.refused(
                            "No trust anchor with the SHA-256 fingerprint %s is on record. Propose it first (lineage ca trust-anchor)."
                                    .formatted(anchor.toHex()));
                }
                yield wanted;
            }
            case Certifier.Parent(var id) -> {
                requireMayCertify(predecessor, id);
                yield wanted;
            }
            case Certifier.Itself _ -> {
                if (!isRoot(predecessor)) {
                    throw PlanAct.refused("The successor of a CA below a root cannot be a root.");
                }
                yield wanted;
            }
        };
    }

    private void requireMayCertify(Generation predecessor, GenerationId id) {
        var parent = authorities.find(id).orElseThrow();
        var problem =
                switch (parent) {
                    case Generation.Enabled enabled
                            when !CaConstraints.of(enabled.certificate()).permitCas() ->
                            "its certificate permits no CA below it";
                    case Generation.Enabled enabled
                            when enabled.identity().name().equals(predecessor.identity().name()) ->
                            "that would be the same CA";
                    case Generation.Enabled _ -> isRoot(predecessor) ? "a root is wanted" : null;
                    case Generation other -> "it is " + other.state();
                };
        if (problem != null) {
            throw PlanAct.refused(
                    "%s cannot certify the successor of %s: %s."
                            .formatted(
                                    parent.identity().name(),
                                    predecessor.identity().name(),
                                    problem));
        }
    }

    private static boolean isRoot(Generation generation) {
        return generation.caCertificate().orElseThrow().isSelfSigned();
    }

    private Certifier usualCertifier(Generation predecessor) {
        if (isRoot(predecessor)) {
            return new Certifier.Itself();
        }
        return StageGenerations.parentOf(authorities, predecessor.identity())
                .map(parent -> new Certifier.Parent(parent.generation()))
                .orElseThrow(() ->
                        PlanAct.refused(
                                "%s is certified by a CA that is not ours, or its parent issues no more. Name the CA that will certify its successor, or the trust anchor of an external one."
                                        .formatted(predecessor.identity().name())));
    }

    private Duration fitting(
            Generation predecessor, @Nullable Duration wanted, Certifier certifier) {
        var usual = Validities.lengthOf(predecessor.caCertificate().orElseThrow());
        return switch (certifier) {
            // What an external CA grants is seen when its certificate comes in.
            case Certifier.External _, Certifier.Itself _ -> wanted == null ? usual : wanted;
            case Certifier.Parent(var id) ->
                    validities.within(
                            authorities.find(id).flatMap(Generation::caCertificate).orElseThrow(),
                            wanted,
                            usual);
        };
    }

    private static KeyAlgorithm algorithm(@Nullable KeyAlgorithm wanted, Generation predecessor) {
        return wanted == null ? predecessor.identity().algorithm() : wanted;
    }

    private boolean taken(DistinguishedName name) {
        return StageGenerations.identities(authorities).stream()
                .anyMatch(identity -> identity.name().equals(name));
    }

    /** Labels that are free on the token, as far as it can be asked now. */
    private List<String> labels(GenerationIdentity predecessor, int count) {
        var lineage = predecessor.lineage();
        var token = predecessor.key().token();
        var number = 1;
        for (var identity : StageGenerations.identities(authorities)) {
            number += Objects.equals(identity.lineage(), lineage) ? 1 : 0;
        }
        var labels = new ArrayList<String>();
        for (; labels.size() < count; number++) {
            var label = prefix(lineage) + "-" + number;
            if (!signing.reaches(token) || signing.signer(token).findByLabel(label).isEmpty()) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static String prefix(@Nullable String lineage) {
        return lineage == null ? "root" : lineage;
    }
}
