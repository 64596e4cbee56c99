package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.KeyLedger.BlockedKey;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.octets.Octets;

/**
 * Blocks public keys and finds the certificates that have them. Who may revoke may block: it takes
 * less away.
 */
public final class BlockKeys {

    /** How many certificates over one key are named. */
    public static final int MOST_NAMED = 1_000;

    /** How many keys are listed at once. */
    public static final int MOST_LISTED = 1_000;

    private static final int SHA256_OCTETS = 32;
    private static final int LONGEST_REASON = 200;

    /**
     * What came of it.
     *
     * @param isNew false where it was blocked before
     * @param certificates those over the key, newest first, at most {@link #MOST_NAMED}
     */
    public record Blocked(Octets sha256, boolean isNew, List<CertificateRecord> certificates) {
        public Blocked {
            certificates = List.copyOf(certificates);
        }
    }

    private final KeyLedger ledger;
    private final InstantSource clock;

    public BlockKeys(KeyLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Blocks a key: no certificate is issued over it from now on.
     *
     * @param sha256 of its DER SubjectPublicKeyInfo
     * @param why for those who are refused and for the audit trail: one line
     * @throws RefusedException before anything has changed; also where it is the key of a CA or a
     *     responder here
     */
    public Blocked block(Actor actor, Octets sha256, String why) {
        actor.require(Permission.REVOKE);
        if (sha256.length() != SHA256_OCTETS) {
            throw invalid("A SHA-256 has 32 octets, this one " + sha256.length());
        }
        if (why.isBlank()
                || why.length() > LONGEST_REASON
                || why.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "Why the key is blocked is said in one line of at most %d characters"
                            .formatted(LONGEST_REASON));
        }
        requireNoneOfOurs(sha256);
        var key =
                new BlockedKey(
                        sha256,
                        why.strip(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        actor.name());
        var isNew = ledger.block(key, actor);
        return new Blocked(sha256, isNew, ledger.certificates(sha256, MOST_NAMED));
    }

    /**
     * Blocked keys, the newest first.
     *
     * @param after go on behind this one; null from the newest on
     */
    public List<BlockedKey> list(Actor actor, @Nullable Octets after, int limit) {
        actor.require(Permission.VIEW);
        if (limit < 1 || limit > MOST_LISTED) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "limit must be 1 to " + MOST_LISTED + ", got " + limit + ".");
        }
        return ledger.blocked(after, limit);
    }

    /**
     * The other certificates over the key of one that was revoked: where the key is in other hands,
     * they must be revoked too.
     */
    public List<CertificateRecord> sameKey(Actor actor, RevocationDecision decision) {
        actor.require(Permission.VIEW);
        return ledger.sameKey(decision.generation(), decision.entry().serial(), MOST_NAMED);
    }

    /** It would be certified no more, and nothing takes that back. */
    private void requireNoneOfOurs(Octets sha256) {
        for (var standing : ledger.standing(List.of(sha256))) {
            switch (standing.flaw().kind()) {
                case AUTHORITY ->
                        throw invalid(
                                "This is the key of a CA here (%s). Propose to revoke the CA for keyCompromise, which two people decide"
                                        .formatted(standing.flaw().source()));
                case OCSP_SIGNER ->
                        throw invalid(
                                "This is the key of an OCSP responder here (%s). Give the responder a new key (lineage responder roll-key), and have its OCSP signers revoked for keyCompromise by a list, which two people decide"
                                        .formatted(standing.flaw().source()));
                case UNACCEPTABLE,
                        ROCA,
                        KNOWN_MODULUS,
                        SMALL_FACTOR,
                        SHARED_FACTOR,
                        CLOSE_PRIMES,
                        BLOCKED -> {}
            }
        }
    }

    private static RefusedException invalid(String what) {
        return new RefusedException(Refusal.INVALID_VALUE, what + ". Nothing was blocked.");
    }
}
