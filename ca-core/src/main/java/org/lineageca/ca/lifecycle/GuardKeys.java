package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/**
 * Keeps keys out of certificates that are weak, blocked, or those of CAs and responders. What is on
 * record is asked once more within the transaction of each intent, which is what counts: this is
 * for whoever wants to know before.
 */
public final class GuardKeys {

    private final WeakKeys weakKeys;
    private final KeyLedger ledger;

    public GuardKeys(WeakKeys weakKeys, KeyLedger ledger) {
        this.weakKeys = weakKeys;
        this.ledger = ledger;
    }

    /**
     * Stops what would certify a weak key.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     * @throws RefusedException before anything has changed
     */
    void admit(Octets publicKey) {
        weakKeys.find(publicKey)
                .ifPresent(flaw -> {
                    throw refused(flaw);
                });
    }

    /**
     * The keys of a list that are refused, each with the first reason; one query for them all.
     *
     * @param publicKeys DER SubjectPublicKeyInfo
     */
    public Map<Octets, KeyFlaw> refusals(Collection<Octets> publicKeys) {
        Map<Octets, Octets> byDigest = new LinkedHashMap<>();
        Map<Octets, KeyFlaw> refused = new LinkedHashMap<>();
        for (var key : publicKeys) {
            var weakness = weakKeys.find(key);
            weakness.ifPresent(flaw -> refused.put(key, flaw));
            if (weakness.isEmpty()) {
                byDigest.put(key.sha256(), key);
            }
        }
        if (!byDigest.isEmpty()) {
            for (var standing : ledger.standing(byDigest.keySet())) {
                var key = byDigest.get(standing.sha256());
                if (key != null) {
                    refused.putIfAbsent(key, standing.flaw());
                }
            }
        }
        return refused;
    }

    /** All there is against a key; empty if it would be certified. */
    public List<KeyFlaw> check(Actor actor, Octets publicKey) {
        actor.require(Permission.VIEW);
        var flaws = new ArrayList<KeyFlaw>();
        weakKeys.find(publicKey).ifPresent(flaws::add);
        ledger.standing(List.of(publicKey.sha256())).stream()
                .map(KeyLedger.Standing::flaw)
                .forEach(flaws::add);
        return flaws;
    }

    /** What a request is told whose key has a flaw. */
    public static RefusedException refused(KeyFlaw flaw) {
        return new RefusedException(
                switch (flaw.kind()) {
                    case UNACCEPTABLE -> Refusal.UNACCEPTABLE_KEY;
                    case ROCA, KNOWN_MODULUS, SMALL_FACTOR, SHARED_FACTOR, CLOSE_PRIMES ->
                            Refusal.WEAK_KEY;
                    case BLOCKED, AUTHORITY, OCSP_SIGNER -> Refusal.BLOCKED_KEY;
                },
                "The key was refused: %s. Nothing was issued.".formatted(flaw));
    }
}
