package org.lineageca.ca.sealing;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.TiledTree;
import org.lineageca.ca.audit.log.TreeProofs;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Seals what was committed: events become leaves, and a checkpoint over all leaves is signed.
 *
 * <p>Leaves are committed before the signature is asked for, and the signer remembers what it
 * signed: cut short anywhere, the next round goes on from there, and a size has one root for ever.
 */
public final class SealAuditLog {

    private final AuditLedger ledger;
    private final CheckpointSigner signer;
    private final InstantSource clock;

    public SealAuditLog(AuditLedger ledger, CheckpointSigner signer, InstantSource clock) {
        this.ledger = ledger;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Seals all there is, unless another node is at it.
     *
     * @throws TokenUnavailableException if no checkpoint could be signed; the leaves are made
     * @throws AuditLogBrokenException if what was signed before is not what is on record now
     */
    public void seal(Actor actor, AuditKey key) {
        actor.require(Permission.OPERATE);
        ledger.alone(round -> seal(round, key));
    }

    private void seal(AuditLedger.Round round, AuditKey key) {
        TokenUnavailableException unavailable = null;
        var isMore = true;
        while (isMore) {
            isMore = round.append();
            unavailable = unavailable == null ? sign(round, key) : unavailable;
        }
        if (unavailable != null) {
            throw unavailable;
        }
    }

    private @Nullable TokenUnavailableException sign(AuditLedger.Round round, AuditKey key) {
        var size = round.size();
        var kept = ledger.newest().map(KeptCheckpoint::checkpoint);
        try {
            var last = signer.last(key);
            if (kept.isPresent()
                    && kept.get().size() == size
                    && (last.isEmpty() || last.equals(kept) || last.get().size() < size)) {
                return null;
            }
            var proofs = new TiledTree(round, size).proofs();
            kept.ifPresent(before -> check(round, proofs, before, size));
            last.ifPresent(before -> check(round, proofs, before, size));
            if (kept.isPresent() && kept.get().size() == size) {
                return null;
            }
            var checkpoint = new Checkpoint(key.origin(), size, proofs.root(size));
            var note = key.verifier().note(checkpoint, signer.sign(key, checkpoint));
            round.keep(new KeptCheckpoint(checkpoint, note.toString(), clock.instant()));
            return null;
        } catch (TokenUnavailableException e) {
            return e;
        }
    }

    /** What will be signed must go on from what was signed. */
    private static void check(
            AuditLedger.Round round, TreeProofs proofs, Checkpoint before, long size) {
        new SignedPast(before).requireIn(proofs, size);
        if (round.countFrom(before.size()) != size - before.size()) {
            throw new AuditLogBrokenException(
                    "Between leaves %s and %s some are missing.".formatted(before.size(), size));
        }
    }
}
