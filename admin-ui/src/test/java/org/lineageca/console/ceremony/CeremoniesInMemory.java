package org.lineageca.console.ceremony;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.conduct.CeremonyStore;
import org.lineageca.octets.Octets;

/** Drafts and approvals; runs are not held here. */
final class CeremoniesInMemory implements CeremonyStore {

    private final List<Ceremony> ceremonies = new ArrayList<>();

    @Override
    public List<Ceremony> all() {
        return ceremonies.reversed();
    }

    @Override
    public Optional<Ceremony> find(long id) {
        return ceremonies.stream().filter(ceremony -> ceremony.id() == id).findFirst();
    }

    @Override
    public long draft(CeremonyPlan plan, Instant at, Actor actor) {
        var id = ceremonies.size() + 1L;
        ceremonies.add(new Ceremony(id, plan, actor.name(), at, List.of(), List.of()));
        return id;
    }

    @Override
    public boolean revise(long id, Octets from, CeremonyPlan plan, Instant at, Actor actor) {
        var present = find(id).orElseThrow();
        put(new Ceremony(id, plan, actor.name(), at, present.approvals(), present.runs()));
        return true;
    }

    @Override
    public void approve(long id, Approval approval, Actor actor) {
        var present = find(id).orElseThrow();
        var approvals = new ArrayList<>(present.approvals());
        approvals.add(approval);
        put(
                new Ceremony(
                        id,
                        present.plan(),
                        present.draftedBy(),
                        present.draftedAt(),
                        approvals,
                        present.runs()));
    }

    private void put(Ceremony ceremony) {
        ceremonies.set(Math.toIntExact(ceremony.id() - 1), ceremony);
    }

    @Override
    public Optional<Long> open(
            Ceremony ceremony, RunKind kind, TranscriptEntry first, Instant at, Actor actor) {
        throw noRuns();
    }

    @Override
    public Optional<RunOnFile> run(long id) {
        return Optional.empty();
    }

    @Override
    public Optional<OpenedRun> opened(long id) {
        return Optional.empty();
    }

    @Override
    public List<TranscriptEntry> entries(long run, long from) {
        return List.of();
    }

    @Override
    public List<Long> unsettled() {
        return List.of();
    }

    @Override
    public List<Long> aborted() {
        return List.of();
    }

    @Override
    public boolean append(long run, TranscriptEntry entry, Actor actor) {
        throw noRuns();
    }

    @Override
    public boolean close(
            long run,
            TranscriptEntry entry,
            Octets signature,
            Octets exchangeKey,
            Instant at,
            Actor actor) {
        throw noRuns();
    }

    @Override
    public boolean abort(long run, TranscriptEntry entry, Instant at, Actor actor) {
        throw noRuns();
    }

    @Override
    public boolean split(long run, TranscriptEntry entry, List<Envelope> envelopes, Actor actor) {
        throw noRuns();
    }

    @Override
    public Optional<Octets> envelope(long run, String set, int index) {
        return Optional.empty();
    }

    @Override
    public void settled(long run, Instant at) {
        throw noRuns();
    }

    private static AssertionError noRuns() {
        return new AssertionError("no run is held in memory");
    }
}
