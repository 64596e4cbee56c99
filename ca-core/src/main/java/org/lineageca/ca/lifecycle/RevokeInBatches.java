package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;

/**
 * Lists of certificates, and their revocation: of a few at once, of many by an act (DESIGN 3.10).
 */
public final class RevokeInBatches {

    /** How many one person may revoke with one request. */
    public static final int WITHOUT_A_SECOND_PERSON = 10;

    /** How many may be added to a list with one request. */
    public static final int LARGEST_PART = 5_000;

    /** What became of the certificates that were named. */
    public record Added(BatchStore.Batch batch, List<ListedItem> items) {
        public Added {
            items = List.copyOf(items);
        }
    }

    private final BatchStore batches;
    private final ReadList readList;
    private final RevocationStore revocations;
    private final ActStore acts;
    private final InstantSource clock;

    public RevokeInBatches(
            BatchStore batches,
            AuthorityStore authorities,
            RevocationStore revocations,
            ActStore acts,
            InstantSource clock) {
        this.batches = batches;
        this.readList = new ReadList(batches, authorities);
        this.revocations = revocations;
        this.acts = acts;
        this.clock = clock;
    }

    /** Begins a list. */
    public Added open(Actor actor, List<String> certificates) {
        actor.require(Permission.REVOKE);
        var items = read(certificates);
        return put(batches.open(clock.instant(), actor), items);
    }

    /** Goes on with one's own list; what is on it already stays on it once. */
    public Added add(Actor actor, long id, List<String> certificates) {
        actor.require(Permission.REVOKE);
        if (own(actor, id).isSealed()) {
            throw invalid(
                    "Batch %d is closed: its revocation was asked for. Nothing was added. Begin another."
                            .formatted(id));
        }
        return put(id, read(certificates));
    }

    public BatchStore.Batch find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        return existing(id);
    }

    /**
     * Revokes what is on one's own list, or proposes an act that does. Asking again is safe.
     *
     * @param invalidityDate since when the keys are suspected to be compromised; null if not known
     * @throws RefusedException before anything has changed
     */
    public BatchDecision revoke(
            Actor actor, long id, RevocationReason reason, @Nullable Instant invalidityDate) {
        return revoke(actor, id, reason, invalidityDate, Act.RevokeCertificates.Terms.NONE);
    }

    /**
     * The same on terms that the second person is to see; a drill is always an act.
     *
     * @throws RefusedException before anything has changed
     */
    public BatchDecision revoke(
            Actor actor,
            long id,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Act.RevokeCertificates.Terms terms) {
        actor.require(Permission.REVOKE);
        var batch = own(actor, id);
        if (batch.isFilling()) {
            throw invalid(
                    "Batch %d is still being filled by its selection. Nothing was revoked. Ask again when it is full; GET /revocations/batches/%d tells."
                            .formatted(id, id));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (batch.certificates() == 0) {
            throw invalid("Batch %d is empty. Nothing was revoked.".formatted(id));
        }
        if (invalidityDate != null && invalidityDate.isAfter(now)) {
            throw invalid(
                    "The invalidity date %s lies in the future. Nothing was revoked. Give the time since when the keys are not to be trusted, or leave it out."
                            .formatted(invalidityDate));
        }
        var since = invalidityDate == null ? null : invalidityDate.truncatedTo(ChronoUnit.SECONDS);
        if (terms.isDrill()
                || batch.certificates() > WITHOUT_A_SECOND_PERSON
                || batches.names(id, TwoPeople.profiles(reason))) {
            return propose(actor, batch, reason, since, terms);
        }
        refuseAfterDrill(batch, terms);
        batches.seal(id, clock.instant(), false);
        return new BatchDecision.Revoked(
                batches.first(id, WITHOUT_A_SECOND_PERSON).stream()
                        .map(listed ->
                                revocations.revoke(
                                        listed.generation(),
                                        new RevocationEntry(listed.serial(), now, reason, since),
                                        actor))
                        .toList());
    }

    private BatchDecision propose(
            Actor actor,
            BatchStore.Batch batch,
            RevocationReason reason,
            @Nullable Instant since,
            Act.RevokeCertificates.Terms terms) {
        actor.require(Permission.DECIDE);
        refuseAfterDrill(batch, terms);
        var list = batches.seal(batch.id(), clock.instant(), terms.isDrill());
        var act =
                new Act.RevokeCertificates(
                        batch.id(), list.certificates(), list.sha256(), reason, since, terms);
        var proposed = acts.propose(Plan.of(act), clock.instant(), actor);
        batches.proposed(batch.id(), proposed);
        return new BatchDecision.Proposed(proposed);
    }

    /** How far a list has come is counted once: it is for a drill, or for revoking. */
    private static void refuseAfterDrill(
            BatchStore.Batch batch, Act.RevokeCertificates.Terms terms) {
        if (batch.isSealed() && batch.isDrill() != terms.isDrill()) {
            throw invalid(
                    "Batch %d was closed for %s. Nothing was proposed. Begin another with the same certificates: select list=%d."
                            .formatted(
                                    batch.id(),
                                    batch.isDrill() ? "a drill" : "a revocation",
                                    batch.id()));
        }
    }

    private List<ListedItem> read(List<String> certificates) {
        if (certificates.isEmpty() || certificates.size() > LARGEST_PART) {
            throw invalid(
                    "A request names 1 to %d certificates, this one %d. Nothing was added. Send more of them in further requests."
                            .formatted(LARGEST_PART, certificates.size()));
        }
        return readList.read(certificates);
    }

    private Added put(long id, List<ListedItem> items) {
        batches.add(
                id,
                items.stream().flatMap(item -> item.certificates().stream()).distinct().toList());
        return new Added(existing(id), items);
    }

    private BatchStore.Batch own(Actor actor, long id) {
        var batch = existing(id);
        if (!batch.openedBy().equals(actor.name())) {
            throw invalid(
                    "Batch %d is a list of %s. Nothing was changed. Begin one of your own."
                            .formatted(id, batch.openedBy()));
        }
        return batch;
    }

    private BatchStore.Batch existing(long id) {
        return batches.find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no batch " + id + ". Nothing was changed."));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Refusal.INVALID_VALUE, message);
    }
}
