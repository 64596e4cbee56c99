package org.lineageca.ca.mass;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;

/** Fills lists by what certificates have in common. */
public final class SelectCertificates {

    /** How long whoever asks waits for a list to be full; the rest comes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long one list is filled before another has its turn. */
    private static final Duration TURN = Duration.ofSeconds(20);

    private final SelectionStore selections;
    private final BatchStore batches;
    private final AuthorityStore authorities;
    private final InstantSource clock;

    public SelectCertificates(
            SelectionStore selections,
            BatchStore batches,
            AuthorityStore authorities,
            InstantSource clock) {
        this.selections = selections;
        this.batches = batches;
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * Begins a list and fills it as far as that can be done within a few seconds.
     *
     * @param fields as {@link Selection#of} reads them
     * @throws RefusedException if they select nothing that there can be; there is no list then
     */
    public BatchStore.Batch open(Actor actor, Map<String, String> fields) {
        actor.require(Permission.REVOKE);
        var selection = parse(fields);
        selection.criteria().forEach(this::requireExisting);
        var id = selections.open(selection, clock.instant(), actor);
        fill(id, PATIENCE);
        return batches.find(id).orElseThrow();
    }

    private static Selection parse(Map<String, String> fields) {
        try {
            return Selection.of(fields);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The selection was refused: " + e.getMessage() + ". There is no new list.",
                    e);
        }
    }

    private void requireExisting(Criterion criterion) {
        var exists =
                switch (criterion) {
                    case Criterion.IssuedBy(var label) ->
                            isOfAny(identity -> identity.id().label().equals(label));
                    case Criterion.InLineage(var role) ->
                            isOfAny(identity -> role.equals(identity.lineage()));
                    case Criterion.OnList(var batch) -> batches.find(batch).isPresent();
                    case Criterion.UnderProfile _,
                            Criterion.WithKey _,
                            Criterion.IssuedFrom _,
                            Criterion.IssuedBefore _,
                            Criterion.ExpiringBefore _,
                            Criterion.Mentioning _,
                            Criterion.NotRevoked _,
                            Criterion.ExpiredToo _ ->
                            true;
                };
        if (!exists) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "There is no %s '%s'. There is no new list."
                            .formatted(criterion.field(), criterion.value()));
        }
    }

    private boolean isOfAny(Predicate<GenerationIdentity> what) {
        return authorities.generations().stream().map(Generation::identity).anyMatch(what);
    }

    /** Goes on with every list that is not full, and returns those that are now. */
    public List<Long> fillOpen() {
        return selections.filling().stream().filter(id -> fill(id, TURN)).toList();
    }

    private boolean fill(long id, Duration patience) {
        var until = clock.instant().plus(patience);
        while (!selections.fillNext(id, clock.instant())) {
            if (clock.instant().isAfter(until)) {
                return false;
            }
        }
        return true;
    }
}
