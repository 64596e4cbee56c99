package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;

/** Generates a key of an authority and puts it on record. */
public final class CreateGeneration {

    /**
     * What to create.
     *
     * @param number 1 for the authority's first key
     * @param keyLabel the key's label on the token; a key of that label that is there already, from
     *     a run that was cut short, is taken over
     * @param lineage the role it will fill; null for a root
     * @param parent who will certify it; null for a root
     * @param publisherUrl under which its CRL and certificate will be served
     * @param responderUrl under which it will be answered for; null where it will not be
     */
    public record Plan(
            DistinguishedName name,
            int number,
            String token,
            String keyLabel,
            KeyAlgorithm algorithm,
            @Nullable String lineage,
            @Nullable GenerationId parent,
            CrlPolicy crls,
            String publisherUrl,
            @Nullable String responderUrl) {}

    private final AuthorityStore authorities;
    private final TokenSigning signing;
    private final InstantSource clock;

    public CreateGeneration(AuthorityStore authorities, TokenSigning signing, InstantSource clock) {
        this.authorities = authorities;
        this.signing = signing;
        this.clock = clock;
    }

    public Generation.AwaitingCertificate create(Actor actor, Plan plan) {
        actor.require(Permission.OPERATE);
        var signer = signing.signer(plan.token());
        var key =
                signer.findByLabel(plan.keyLabel())
                        .orElseGet(() ->
                                signer.generate(
                                        plan.keyLabel(), plan.algorithm(), RestrictKeys.ISSUING));
        var id = GenerationId.ofPublicKey(key.handle().publicKey());
        var identity =
                new GenerationIdentity(
                        plan.name(),
                        plan.number(),
                        plan.lineage(),
                        plan.parent(),
                        key.handle(),
                        key.algorithm(),
                        RelyingPartyUris.under(
                                plan.publisherUrl(), plan.responderUrl(), id.label()));
        return authorities.create(identity, plan.crls(), clock.instant(), actor);
    }
}
