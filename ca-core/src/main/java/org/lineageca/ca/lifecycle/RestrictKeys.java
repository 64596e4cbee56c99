package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.KeyPurpose;

/**
 * Makes the signer refuse what a generation that no longer issues has no business to sign: its key
 * is left CRLs and the certificates of its own OCSP delegates.
 */
public final class RestrictKeys {

    /** What a key that issues may sign. */
    static final Set<KeyPurpose> ISSUING =
            Set.of(
                    KeyPurpose.CERTIFICATE,
                    KeyPurpose.CERTIFICATION_REQUEST,
                    KeyPurpose.OCSP_SIGNER,
                    KeyPurpose.CRL);

    private static final Set<KeyPurpose> ANSWERING =
            EnumSet.of(KeyPurpose.OCSP_SIGNER, KeyPurpose.CRL);

    /**
     * Longer than any signature that was intended before the generation stopped may take: whoever
     * holds such an intent is still served.
     */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final AuthorityStore authorities;
    private final TokenSigning signing;
    private final InstantSource clock;

    public RestrictKeys(AuthorityStore authorities, TokenSigning signing, InstantSource clock) {
        this.authorities = authorities;
        this.signing = signing;
        this.clock = clock;
    }

    /** Restricts what is due and within reach; returns the generations it was done for. */
    public List<Generation> restrictDue(Actor actor) {
        actor.require(Permission.OPERATE);
        var now = clock.instant();
        return authorities.generations().stream()
                .filter(generation ->
                        generation instanceof Generation.Disabled
                                || generation instanceof Generation.Revoked)
                .filter(generation -> generation.since().plus(GRACE).isBefore(now))
                .filter(generation -> restrict(actor, generation))
                .toList();
    }

    private boolean restrict(Actor actor, Generation generation) {
        var key = generation.identity().key();
        if (!signing.reaches(key.token())) {
            return false;
        }
        var signer = signing.signer(key.token());
        var wide =
                Stream.of(key)
                        .flatMap(handle -> signer.findById(handle.keyId()).stream())
                        .anyMatch(present -> !ANSWERING.containsAll(present.purposes()));
        if (wide) {
            signer.restrict(key, ANSWERING);
            authorities.restricted(
                    generation.identity().id(), ANSWERING.toString(), clock.instant(), actor);
        }
        return wide;
    }
}
