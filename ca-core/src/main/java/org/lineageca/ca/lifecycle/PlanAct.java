package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.Optional;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;

/** Settles everything an officer left open, and refuses what could not be carried out. */
final class PlanAct {

    private final AuthorityStore authorities;
    private final Validities validities;
    private final PlanSuccession successors;
    private final ChangeProfile changeProfile;
    private final ChangePeople changePeople;

    PlanAct(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            PerformActs.Performers performers,
            TokenSigning signing,
            InstantSource clock) {
        this.changeProfile = performers.changeProfile();
        this.changePeople = performers.changePeople();
        this.authorities = authorities;
        this.validities = new Validities(authorities, clock);
        this.successors =
                new PlanSuccession(authorities, foreign, acts, validities, signing, clock);
    }

    Act plan(ActRequest request) {
        return switch (request) {
            case ActRequest.Renew(var generation, var validity) -> {
                var present = living(generation);
                yield new Act.Renew(
                        generation,
                        validities.fitting(
                                present, validity, Validities.lengthOf(certificate(present))));
            }
            case ActRequest.Modify(var generation, var validity, var constraints) -> {
                var present = living(generation);
                parent(present)
                        .ifPresent(above ->
                                requireNested(above, present.identity().name(), constraints));
                yield new Act.Modify(
                        generation,
                        validities.fitting(
                                present, validity, validities.remaining(certificate(present))),
                        constraints);
            }
            case ActRequest.Roll roll -> successors.roll(certified(roll.predecessor()), roll);
            case ActRequest.Rekey rekey -> successors.rekey(certified(rekey.predecessor()), rekey);
            case ActRequest.CutOver cutOver -> cutOver(cutOver);
            case ActRequest.Disable(var generation) -> {
                require(generation, Generation.Enabled.class, "disabled");
                yield new Act.Disable(generation);
            }
            case ActRequest.CrossCertify cross -> crossCertify(cross);
            case ActRequest.TrustAnchor(var certificate) -> anchor(certificate);
            case ActRequest.RevokeCa revoke -> {
                certified(revoke.generation());
                yield new Act.RevokeCa(
                        revoke.generation(),
                        revoke.reason(),
                        revoke.invalidityDate(),
                        revoke.withCertificates());
            }
            case ActRequest.Retire(var generation) -> {
                require(generation, Generation.Disabled.class, "retired");
                yield new Act.Retire(generation);
            }
            case ActRequest.DestroyKey(var generation) -> destroyKey(generation);
            case ActRequest.ChangeProfile(var document) -> changeProfile.plan(document);
            case ActRequest.ChangePeople(var person, var change) ->
                    changePeople.plan(person, change);
        };
    }

    private Act destroyKey(GenerationId id) {
        var generation = find(id);
        if (!(generation instanceof Generation.Retired)
                && !(generation instanceof Generation.Revoked)) {
            throw refused(
                    "The key of %s cannot be destroyed while it is %s. Retire it first, when nothing is owed any more."
                            .formatted(generation.identity().name(), generation.state()));
        }
        return new Act.DestroyKey(id);
    }

    private Act cutOver(ActRequest.CutOver request) {
        var to = require(request.to(), Generation.Staged.class, "enabled");
        var lineage = to.identity().lineage();
        var from =
                authorities.generations().stream()
                        .filter(Generation.Enabled.class::isInstance)
                        .filter(enabled ->
                                lineage == null
                                        ? enabled.identity().name().equals(to.identity().name())
                                        : lineage.equals(enabled.identity().lineage()))
                        .map(enabled -> enabled.identity().id())
                        .findFirst()
                        .orElse(null);
        return new Act.CutOver(from, request.to(), request.notBefore(), request.whenNeeded());
    }

    private Act crossCertify(ActRequest.CrossCertify cross) {
        var issuer = require(cross.issuer(), Generation.Enabled.class, "used to certify a CA");
        var subject = cross.subject();
        if (subject.generation().equals(cross.issuer())) {
            throw refused("A CA does not cross-certify its own key.");
        }
        if (authorities.find(subject.generation()).isPresent()) {
            living(subject.generation());
        }
        requireNested(certificate(issuer), subject.subject(), cross.constraints());
        var validity = cross.validity();
        var longest =
                Validities.shorter(
                        validities.remaining(subject), validities.remaining(certificate(issuer)));
        return new Act.CrossCertify(
                cross.issuer(),
                subject.der().sha256(),
                validity == null ? longest : Validities.atMost(validity, longest),
                cross.constraints());
    }

    private Optional<CaCertificate> parent(Generation present) {
        return certificate(present).isSelfSigned()
                ? Optional.empty()
                : StageGenerations.parentOf(authorities, present.identity())
                        .map(Issuer::certificate);
    }

    /** What the CA above does not allow is not proposed; CAs further up have their say later. */
    private static void requireNested(
            CaCertificate above, DistinguishedName name, CaConstraints asked) {
        CaConstraints.of(above)
                .obstacle(asked, 0)
                .ifPresent(obstacle -> {
                    throw refused(
                            "%s cannot be certified like this: %s %s (RFC 5280 4.2.1.9, 4.2.1.10)."
                                    .formatted(name, above.subject(), obstacle));
                });
    }

    private static Act anchor(CaCertificate certificate) {
        if (!certificate.isSelfSigned()) {
            throw refused(
                    "%s is not self-signed, so it cannot be a trust anchor. Hand in the root's certificate."
                            .formatted(certificate.subject()));
        }
        return new Act.TrustAnchor(certificate.der().sha256());
    }

    private Generation living(GenerationId id) {
        var generation = certified(id);
        if (generation.isEnded()) {
            throw refused(
                    "%s is %s, so its key is not certified anew. Roll it to another CA."
                            .formatted(generation.identity().name(), generation.state()));
        }
        return generation;
    }

    private Generation certified(GenerationId id) {
        var generation = find(id);
        if (generation.caCertificate().isEmpty() || generation instanceof Generation.Destroyed) {
            throw refused(
                    "%s is %s; that cannot be planned for it."
                            .formatted(generation.identity().name(), generation.state()));
        }
        return generation;
    }

    private static CaCertificate certificate(Generation generation) {
        return generation.caCertificate().orElseThrow();
    }

    private <T extends Generation> T require(GenerationId id, Class<T> state, String what) {
        var generation = find(id);
        if (!state.isInstance(generation)) {
            throw refused(
                    "%s is %s and cannot be %s; it would have to be %s."
                            .formatted(
                                    generation.identity().name(),
                                    generation.state(),
                                    what,
                                    state.getSimpleName()));
        }
        return state.cast(generation);
    }

    private Generation find(GenerationId id) {
        return authorities
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no generation " + id + ". Nothing was planned."));
    }

    static RefusedException refused(String why) {
        return new RefusedException(Refusal.CANNOT_PLAN, why + " Nothing was planned.");
    }
}
