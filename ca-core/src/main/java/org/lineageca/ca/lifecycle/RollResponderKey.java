package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * Puts another key of a responder in the place of one: every generation that the first answers for
 * certifies the other with its own key (RFC 6960 4.2.2.2). The key is made on the responder's token
 * by whoever runs it, and destroyed there (ADR 0021): the core never reaches that token.
 *
 * <p>There is no gap: the certificates over the first stay valid, a responder signs with the
 * newest, and what it signed before holds.
 */
public final class RollResponderKey {

    /**
     * A key that answers.
     *
     * @param delegates the newest certificate of each generation, over this key
     */
    public record ResponderKey(KeyHandle key, List<OcspSignerStore.OcspSigner> delegates) {

        public ResponderKey {
            delegates = List.copyOf(delegates);
        }
    }

    private record Order(Issuer issuer, OcspSignerStore.OcspSigner present) {}

    private final AuthorityStore authorities;
    private final OcspSignerStore signers;
    private final IssueOcspSigner issue;
    private final TokenSigning signing;
    private final InstantSource clock;

    public RollResponderKey(
            AuthorityStore authorities,
            OcspSignerStore signers,
            IssueOcspSigner issue,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.signers = signers;
        this.issue = issue;
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * The keys that answer now: those of the newest OCSP signers of generations that owe answers.
     * Where a generation has lost its key, one that has expired is not renewed and answers nothing
     * any more.
     */
    public List<ResponderKey> keys(Actor actor) {
        actor.require(Permission.VIEW);
        var now = clock.instant();
        var byKey = new LinkedHashMap<KeyHandle, List<OcspSignerStore.OcspSigner>>();
        for (var signer : signers.newest()) {
            // Who owes nothing more is asked nothing more.
            if (authorities.find(signer.generation()).orElse(null)
                            instanceof Generation.CrlSigning signs
                    && (signer.notAfter().isAfter(now) || !hasLostKey(signs))) {
                byKey.computeIfAbsent(signer.key(), _ -> new ArrayList<>()).add(signer);
            }
        }
        return byKey.entrySet().stream()
                .map(entry -> new ResponderKey(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A token that is away may come back with it. */
    private boolean hasLostKey(Generation.CrlSigning generation) {
        try {
            return signing.reaches(generation.identity().key().token())
                    && !signing.holdsKey(generation.identity());
        } catch (TokenUnavailableException e) {
            return false;
        }
    }

    /**
     * Certifies a key by every generation another answers for, for as long as that one's
     * certificates are valid. May be asked again after a failure: what is certified already stays.
     *
     * <p>A generation whose key is lost certifies nothing any more. The first key goes on answering
     * for it, until that certificate has expired.
     *
     * @param keyId in hexadecimal digits
     * @param successor DER SubjectPublicKeyInfo of a key on the same token
     * @return the key, with all its certificates
     */
    public ResponderKey succeed(Actor actor, String keyId, Octets successor) {
        actor.require(Permission.DECIDE);
        PublicKeyCheck.problem(successor)
                .ifPresent(problem -> {
                    throw new RefusedException(
                            Refusal.UNACCEPTABLE_KEY,
                            "The new key is refused: " + problem + ". Nothing was signed.");
                });
        var known = keysById(actor);
        var present = known.get(keyId);
        var wanted = successorOn(present, successor, known, keyId);
        if (present != null) {
            // All of them first: a key that answers for some generations only could not replace the
            // other.
            var orders =
                    present.delegates().stream().flatMap(signer -> order(signer).stream()).toList();
            for (var order : orders) {
                issue.certify(actor, order.issuer(), wanted, order.present().validity());
            }
            if (!orders.isEmpty()) {
                signers.succeeded(present.key(), wanted, orders.size(), clock.instant(), actor);
            }
        }
        return keys(actor).stream()
                .filter(key -> key.key().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "No generation that key "
                                        + keyId
                                        + " answers for signs OCSP signers any more. Nothing was signed."));
    }

    private KeyHandle successorOn(
            @Nullable ResponderKey present,
            Octets successor,
            Map<String, ResponderKey> known,
            String keyId) {
        var same =
                known.values().stream()
                        .filter(key -> key.key().publicKey().equals(successor))
                        .findFirst();
        if (present == null) {
            // Asked again, after every generation had certified the successor.
            return same.orElseThrow(() -> unknown(keyId, "Nothing was signed.")).key();
        }
        if (present.key().publicKey().equals(successor)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Key "
                            + keyId
                            + " cannot follow itself. Nothing was signed. Make a new key on the responder's token.");
        }
        return KeyHandle.of(present.key().token(), successor);
    }

    private Optional<Order> order(OcspSignerStore.OcspSigner signer) {
        var generation = authorities.find(signer.generation()).orElse(null);
        if (!(generation instanceof Generation.CrlSigning signs)) {
            return Optional.empty();
        }
        var issuer = signs.crlIssuer();
        if (!signing.reaches(issuer.key().token())) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "The key of "
                            + issuer.identity().name().commonName()
                            + " lies on token '"
                            + issuer.key().token()
                            + "', which is not within reach, so it cannot certify the new key. Nothing was signed.");
        }
        return signing.holdsKey(issuer.identity())
                ? Optional.of(new Order(issuer, signer))
                : Optional.empty();
    }

    /**
     * Writes down that a key no generation answers with any more was destroyed on its token.
     *
     * @param token its label
     * @param publicKey DER SubjectPublicKeyInfo
     * @param refusal what the token answered when it was asked to sign with it afterwards
     */
    public void destroyed(Actor actor, String token, Octets publicKey, String refusal) {
        actor.require(Permission.DECIDE);
        var key = KeyHandle.of(token, publicKey);
        if (keysById(actor).containsKey(key.keyId().toString())) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Key "
                            + key.keyId()
                            + " is the one responders are to sign with. Nothing was written down. Give it a successor first: POST /responder-keys/"
                            + key.keyId()
                            + "/successor.");
        }
        signers.destroyed(key, refusal, clock.instant(), actor);
    }

    private Map<String, ResponderKey> keysById(Actor actor) {
        var byId = new LinkedHashMap<String, ResponderKey>();
        keys(actor).forEach(key -> byId.put(key.key().keyId().toString(), key));
        return byId;
    }

    private static RefusedException unknown(String keyId, String notDone) {
        return new RefusedException(
                Refusal.NOT_FOUND,
                "No OCSP signer has key '"
                        + keyId
                        + "'. "
                        + notDone
                        + " GET /responder-keys lists those that have one.");
    }
}
