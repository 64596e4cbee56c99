package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Hindrance;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;

/**
 * Destroys the private key of a generation that owes nothing, and keeps the evidence: the token was
 * asked to sign with it afterwards and could not.
 */
public final class DestroyKey {

    private final AuthorityStore authorities;
    private final ObligationLedger obligations;
    private final IssueCrl issueCrl;
    private final TokenSigning signing;
    private final InstantSource clock;

    public DestroyKey(
            AuthorityStore authorities,
            ObligationLedger obligations,
            IssueCrl issueCrl,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.obligations = obligations;
        this.issueCrl = issueCrl;
        this.signing = signing;
        this.clock = clock;
    }

    Performed destroy(Actor actor, GenerationId id) {
        var generation = authorities.find(id).orElseThrow();
        var identity = generation.identity();
        if (generation instanceof Generation.Destroyed) {
            return done(generation);
        }
        if (!signing.reaches(identity.key().token())) {
            return Performed.Waits.forToken(
                    "The key of " + identity.name().commonName() + " lies on",
                    identity.key().token());
        }
        return switch (generation) {
            case Generation.Retired retired -> {
                var refusal = signing.destroy(identity);
                authorities.destroyed(retired, retired.destroyed(clock.instant()), refusal, actor);
                yield done(generation);
            }
            case Generation.Revoked revoked -> destroy(actor, revoked);
            case Generation.Destroyed _ -> done(generation);
            case Generation.AwaitingCertificate _,
                    Generation.Staged _,
                    Generation.Enabled _,
                    Generation.Disabled _ ->
                    new Performed.Waits(
                            "%s is %s; its key is destroyed only once it is Retired or Revoked."
                                    .formatted(identity.name().commonName(), generation.state()));
        };
    }

    private Performed destroy(Actor actor, Generation.Revoked revoked) {
        var now = clock.instant();
        var owed = obligations.of(revoked);
        if (!owed.owesNothing(now)) {
            return new Performed.Waits(
                    revoked.identity().name().commonName()
                            + ": "
                            + Hindrance.sentences(owed.hindersDestruction(now)));
        }
        issueCrl.issueFinal(actor, revoked.crlIssuer());
        var refusal = signing.destroy(revoked.identity());
        authorities.destroyed(revoked, revoked.destroyed(clock.instant()), refusal, actor);
        return done(revoked);
    }

    private static Performed.Done done(Generation generation) {
        return new Performed.Done(
                "The key of " + generation.identity().name().commonName() + " is destroyed.");
    }
}
