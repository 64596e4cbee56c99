package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CaRequest;
import org.lineageca.ca.issuance.CaRequestEncoder;
import org.lineageca.ca.issuance.ChainToAnchor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.ReturnedCertificate;
import org.lineageca.ca.lint.rules.CaRequestRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Certificates for our keys by CAs that are not ours: the PKCS#10 request goes out, the certificate
 * comes in and is taken only if it is what was asked for and chains to an anchor two officers
 * trust.
 */
public final class CertifyExternally {

    /** How long a certificate may be that was not planned in an act: a renewal, or a cross one. */
    private static final Duration LONGEST = Duration.ofDays(30L * 365);

    /** What became of a certificate that was handed in. */
    public enum Accepted {
        /** The first over its key: the generation is staged. */
        FIRST,
        /** By the same CA as the present one, which it replaces. */
        RENEWAL,
        /** By another CA than the present one, beside which it stands. */
        CROSS
    }

    private final AuthorityStore authorities;
    private final ForeignCertificates foreign;
    private final ActStore acts;
    private final TokenSigning signing;
    private final InstantSource clock;

    public CertifyExternally(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.foreign = foreign;
        this.acts = acts;
        this.signing = signing;
        this.clock = clock;
    }

    /** A PKCS#10 request (RFC 2986) over the generation's key, DER, signed anew each time. */
    public Octets request(Actor actor, GenerationId id) {
        actor.require(Permission.DECIDE);
        var generation = find(id);
        signing.requireOpen();
        var content = new CaRequest(generation.identity(), asked(generation));
        var linted = CaRequestRules.PROFILE.admit(content, CaRequestEncoder.encode(content));
        authorities.requested(id, linted.toBeSigned().sha256(), clock.instant(), actor);
        return signing.signRequest(linted);
    }

    /**
     * Takes a certificate, and the chain above it where it comes with one.
     *
     * @param handedIn the certificate first
     * @throws RefusedException saying what is wrong with it; nothing was changed
     */
    public Accepted accept(Actor actor, GenerationId id, List<CaCertificate> handedIn) {
        actor.require(Permission.DECIDE);
        var generation = find(id);
        if (generation instanceof Generation.Destroyed) {
            throw refused("the key of generation " + id + " is destroyed");
        }
        var returned = handedIn.getFirst();
        var present = generation.caCertificate();
        if (authorities.certificates(id).stream()
                .anyMatch(recorded -> recorded.certificate().equals(returned))) {
            throw refused("it is on record already");
        }
        var problem =
                ReturnedCertificate.problem(
                        generation.identity(),
                        asked(generation),
                        latest(generation),
                        returned,
                        clock.instant());
        problem.ifPresent(why -> {
            throw refused(why);
        });
        var chain = chain(generation, returned, handedIn.subList(1, handedIn.size()));
        foreign.add(chain, clock.instant(), actor);
        if (generation instanceof Generation.AwaitingCertificate awaiting) {
            authorities.certified(awaiting, awaiting.certified(returned, clock.instant()), actor);
            return Accepted.FIRST;
        }
        var isCross = present.filter(own -> own.issuer().equals(returned.issuer())).isEmpty();
        authorities.add(returned, null, isCross, clock.instant(), actor);
        return isCross ? Accepted.CROSS : Accepted.RENEWAL;
    }

    private List<CaCertificate> chain(
            Generation generation, CaCertificate returned, List<CaCertificate> handedIn) {
        var known = new ArrayList<>(foreign.all());
        known.addAll(handedIn);
        var anchors = anchors(generation);
        if (anchors.isEmpty()) {
            throw refused(
                    "no trust anchor is on record that it could chain to; propose one first (lineage ca trust-anchor)");
        }
        var reasons = new LinkedHashSet<String>();
        for (var anchor : anchors) {
            try {
                return ChainToAnchor.find(returned, anchor, known, clock.instant());
            } catch (IllegalArgumentException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw refused(String.join("; ", reasons));
    }

    private List<CaCertificate> anchors(Generation generation) {
        var planned = planned(generation).map(Planned::anchor);
        return foreign.all().stream()
                .filter(certificate -> foreign.isAnchor(certificate.der().sha256()))
                .filter(certificate ->
                        planned.isEmpty() || planned.get().equals(certificate.der().sha256()))
                .toList();
    }

    /** What two officers approved for a generation that waits for its first certificate. */
    private record Planned(Octets anchor, Duration validity, GenerationId predecessor) {}

    private Optional<Planned> planned(Generation generation) {
        if (!(generation instanceof Generation.AwaitingCertificate)) {
            return Optional.empty();
        }
        return acts.open().stream()
                .filter(DecidedAct.Approved.class::isInstance)
                .flatMap(act ->
                        switch (act.plan().act()) {
                            case Act.Roll(var before, var keys, var certifier, var validity) ->
                                    planned(generation, before, keys, certifier, validity).stream();
                            case Act.Rekey(var before, var key, var certifier, var validity) ->
                                    planned(generation, before, List.of(key), certifier, validity)
                                            .stream();
                            case Act _ -> java.util.stream.Stream.<Planned>empty();
                        })
                .findFirst();
    }

    private static Optional<Planned> planned(
            Generation generation,
            GenerationId before,
            List<NewKey> keys,
            Certifier certifier,
            Duration validity) {
        var identity = generation.identity();
        var isIts =
                keys.stream()
                        .anyMatch(key ->
                                key.name().equals(identity.name())
                                        && key.number() == identity.number());
        return isIts && certifier instanceof Certifier.External(var anchor)
                ? Optional.of(new Planned(anchor, validity, before))
                : Optional.empty();
    }

    private Instant latest(Generation generation) {
        var validity = planned(generation).map(Planned::validity).orElse(LONGEST);
        return clock.instant().plus(validity);
    }

    /** The same constraints as the present certificate has, or the one before it had. */
    private CaConstraints asked(Generation generation) {
        return generation
                .caCertificate()
                .or(() ->
                        planned(generation)
                                .flatMap(planned -> authorities.find(planned.predecessor()))
                                .flatMap(Generation::caCertificate))
                .map(CaConstraints::of)
                .orElse(CaConstraints.ISSUING);
    }

    private Generation find(GenerationId id) {
        return authorities
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no generation " + id + ". Nothing was done."));
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.UNACCEPTABLE_CERTIFICATE, message(why));
    }

    private static String message(String why) {
        return "The certificate was refused: " + why + ". Nothing was changed.";
    }
}
