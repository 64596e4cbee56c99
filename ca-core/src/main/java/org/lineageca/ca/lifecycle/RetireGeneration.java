package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Hindrance;
import org.lineageca.ca.x509.GenerationId;

/** Ends the duties of a generation whose last certificate has expired, with a final CRL. */
public final class RetireGeneration {

    private final AuthorityStore authorities;
    private final ObligationLedger obligations;
    private final IssueCrl issueCrl;
    private final InstantSource clock;

    public RetireGeneration(
            AuthorityStore authorities,
            ObligationLedger obligations,
            IssueCrl issueCrl,
            InstantSource clock) {
        this.authorities = authorities;
        this.obligations = obligations;
        this.issueCrl = issueCrl;
        this.clock = clock;
    }

    /** Issuing stops; CRLs and OCSP go on. */
    Performed disable(Actor actor, GenerationId id) {
        var generation = authorities.find(id).orElseThrow();
        var name = generation.identity().name().commonName();
        return switch (generation) {
            case Generation.Enabled enabled -> {
                authorities.moved(enabled, enabled.disabled(clock.instant()), actor);
                yield new Performed.Done(name + " issues no more.");
            }
            case Generation.Disabled _ -> new Performed.Done(name + " issues no more.");
            case Generation other -> cannot(other, "be disabled");
        };
    }

    Performed retire(Actor actor, GenerationId id) {
        var generation = authorities.find(id).orElseThrow();
        return switch (generation) {
            case Generation.Disabled disabled -> retire(actor, disabled);
            case Generation.Retired retired ->
                    new Performed.Done(
                            retired.identity().name().commonName() + " owes nothing any more.");
            case Generation other -> cannot(other, "be retired");
        };
    }

    private Performed retire(Actor actor, Generation.Disabled disabled) {
        var now = clock.instant();
        var name = disabled.identity().name().commonName();
        var owed = obligations.of(disabled);
        if (!owed.owesNothing(now)) {
            return new Performed.Waits(
                    name + ": " + Hindrance.sentences(owed.hindersRetirement(now)));
        }
        if (!issueCrl.reaches(disabled) && !issueCrl.hasFinal(disabled.identity().id())) {
            return Performed.Waits.forToken(
                    "The final CRL of " + name + " needs", disabled.identity().key().token());
        }
        issueCrl.issueFinal(actor, disabled.crlIssuer());
        authorities.moved(disabled, disabled.retired(clock.instant()), actor);
        return new Performed.Done(name + " owes nothing any more; its final CRL is issued.");
    }

    private static Performed.Waits cannot(Generation generation, String what) {
        return new Performed.Waits(
                "%s is %s and cannot %s; withdraw this act."
                        .formatted(
                                generation.identity().name().commonName(),
                                generation.state(),
                                what));
    }
}
