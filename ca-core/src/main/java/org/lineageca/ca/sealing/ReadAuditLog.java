package org.lineageca.ca.sealing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.InclusionProof;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TiledTree;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/** Gives the audit log out, to whoever may look. */
public final class ReadAuditLog {

    private static final int HIGHEST = 7;

    private final AuditLedger ledger;
    private final CheckpointSigner signer;

    public ReadAuditLog(AuditLedger ledger, CheckpointSigner signer) {
        this.ledger = ledger;
        this.signer = signer;
    }

    /**
     * That the log of one size begins with the log of another.
     *
     * @param proof RFC 6962 2.1.2
     */
    public record Consistency(Checkpoint from, Checkpoint to, List<Octets> proof) {}

    /**
     * How far the log is sealed.
     *
     * @param newest checkpoint; null before the first
     * @param unsealedSince when the first event after it was written; null if there is none
     */
    public record Sealed(@Nullable KeptCheckpoint newest, @Nullable Instant unsealedSince) {}

    /** How far it is sealed, by what is on record alone: the signer is not asked. */
    public Sealed sealed(Actor actor) {
        actor.require(Permission.VIEW);
        return new Sealed(ledger.newest().orElse(null), ledger.unsealedSince().orElse(null));
    }

    /** What checkpoints are verified with. */
    public VerifierKey key(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.key().map(AuditKey::verifier).orElseThrow(ReadAuditLog::notYet);
    }

    /**
     * The newest checkpoint.
     *
     * @throws AuditLogBrokenException if the leaves on record are not those of the last checkpoint
     *     that the signer remembers
     */
    public KeptCheckpoint checkpoint(Actor actor) {
        actor.require(Permission.VIEW);
        var newest = ledger.newest();
        ledger.key()
                .flatMap(this::remembered)
                .filter(last -> !covers(newest, last))
                .ifPresent(this::requireLeaves);
        return newest.orElseThrow(ReadAuditLog::notYet);
    }

    private Optional<Checkpoint> remembered(AuditKey key) {
        try {
            return signer.last(key);
        } catch (TokenUnavailableException e) {
            // Whoever changes the database does not thereby stop the signer.
            return Optional.empty();
        }
    }

    private static boolean covers(Optional<KeptCheckpoint> newest, Checkpoint last) {
        return newest.map(KeptCheckpoint::checkpoint)
                .filter(kept -> kept.size() > last.size() || kept.equals(last))
                .isPresent();
    }

    /** A checkpoint may be recorded in a moment; its leaves were before it was signed. */
    private void requireLeaves(Checkpoint last) {
        var size = ledger.size();
        new SignedPast(last).requireIn(new TiledTree(ledger, size).proofs(), size);
    }

    /** The hashes of a tile, one after the other. */
    public Octets tile(Actor actor, int level, TilePlace place) {
        requireWithin(actor, level, place);
        return Octets.join(ledger.tile(level, place).toArray(Octets[]::new));
    }

    public List<Octets> entries(Actor actor, TilePlace place) {
        requireWithin(actor, 0, place);
        return ledger.entries(place);
    }

    private void requireWithin(Actor actor, int level, TilePlace place) {
        actor.require(Permission.VIEW);
        var size = ledger.newest().map(kept -> kept.checkpoint().size()).orElse(0L);
        if (level < 0
                || level > HIGHEST
                || place.first() + place.width() > size >> (TilePlace.HEIGHT * level)) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "The newest checkpoint has %s leaves; it has no tile %s at level %s."
                            .formatted(size, place.path(), level));
        }
    }

    public List<PlacedEvent> events(Actor actor, EventQuery query) {
        actor.require(Permission.VIEW);
        return ledger.events(query);
    }

    /** Entries of events that are not in the log. Within a second or two each is. */
    public List<Octets> unsealed(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.unsealed(EventQuery.MOST).stream().map(AuditRecord::entry).toList();
    }

    /** That an event is in the log of the newest checkpoint. */
    public InclusionProof inclusion(Actor actor, long sequence) {
        actor.require(Permission.VIEW);
        var kept = ledger.newest().orElseThrow(ReadAuditLog::notYet);
        var size = kept.checkpoint().size();
        var leaf =
                ledger.leafOf(sequence)
                        .filter(index -> index < size)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "Event %s is not in the log of the newest checkpoint. If it was just written, ask again in a second."
                                                .formatted(sequence)));
        var entry = ledger.entries(new TilePlace(leaf / TilePlace.FULL, TilePlace.FULL));
        return new InclusionProof(
                entry.get((int) (leaf % TilePlace.FULL)),
                leaf,
                new TiledTree(ledger, size).proofs().inclusion(leaf, size),
                kept.note());
    }

    /** That the log of {@code to} leaves begins with that of {@code from}. */
    public Consistency consistency(Actor actor, long from, long to) {
        actor.require(Permission.VIEW);
        var newest = ledger.newest().orElseThrow(ReadAuditLog::notYet).checkpoint();
        if (from < 1 || from > to || to > newest.size()) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "There is no proof from %s to %s leaves: the log has %s. Ask for sizes from 1 to that, the smaller one first."
                            .formatted(from, to, newest.size()));
        }
        var proofs = new TiledTree(ledger, to).proofs();
        return new Consistency(
                new Checkpoint(newest.origin(), from, proofs.root(from)),
                new Checkpoint(newest.origin(), to, proofs.root(to)),
                proofs.consistency(from, to));
    }

    private static RefusedException notYet() {
        return new RefusedException(
                Refusal.NOT_FOUND,
                "No checkpoint of the audit log was signed yet. Ask again when the core has run for a few seconds.");
    }
}
