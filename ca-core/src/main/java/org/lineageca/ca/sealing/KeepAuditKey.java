package org.lineageca.ca.sealing;

import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/** Sees to it that there is a key that signs checkpoints. */
public final class KeepAuditKey {

    private static final String TOKEN = "issuing";
    private static final String LABEL = "audit-%d";

    /** Of the first key's SHA-256, in hexadecimal digits: no two logs have one name. */
    private static final int NAME_DIGITS = 16;

    private final AuditLedger ledger;
    private final CheckpointSigner signer;
    private final InstantSource clock;

    public KeepAuditKey(AuditLedger ledger, CheckpointSigner signer, InstantSource clock) {
        this.ledger = ledger;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * All keys of the log, the one that signs last; the first is made on the token and recorded if
     * there is none on record.
     */
    public List<AuditKey> keys(Actor actor) {
        actor.require(Permission.OPERATE);
        var keys = ledger.keys();
        if (!keys.isEmpty()) {
            return keys;
        }
        var publicKey = publicKey(1);
        var digits = publicKey.sha256().toHex().substring(0, NAME_DIGITS);
        return recorded(1, new VerifierKey("lineage/audit/" + digits, publicKey), actor);
    }

    /**
     * Makes a key that follows one that was lost with its token. The log stays the same: its name,
     * its leaves, and what its signer remembers of it.
     *
     * @return all keys of the log, the new one last
     * @throws RefusedException if the key is where it should be
     * @throws TokenUnavailableException if the token cannot be asked
     */
    public List<AuditKey> replace(Actor actor) {
        actor.require(Permission.DECIDE);
        var present =
                ledger.key()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "The audit log has no key yet. Nothing was replaced. It gets one when the core has run for a few seconds."));
        if (signer.holds(present)) {
            throw new RefusedException(
                    Refusal.CANNOT_PLAN,
                    "The audit key %s is on token '%s'. Nothing was replaced. Another follows it only where it is lost."
                            .formatted(present.verifier().id(), present.token()));
        }
        var number = present.number() + 1;
        return recorded(number, new VerifierKey(present.origin(), publicKey(number)), actor);
    }

    private Octets publicKey(int number) {
        return signer.publicKey(TOKEN, LABEL.formatted(number));
    }

    private List<AuditKey> recorded(int number, VerifierKey key, Actor actor) {
        ledger.keep(
                new AuditKey(number, key, TOKEN, LABEL.formatted(number)), clock.instant(), actor);
        // Another node may have been first.
        return ledger.keys();
    }
}
