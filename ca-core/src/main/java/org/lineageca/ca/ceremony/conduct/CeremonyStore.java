package org.lineageca.ca.ceremony.conduct;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.octets.Octets;

/** Where ceremonies are kept. Each method is one transaction, its audit events included. */
public interface CeremonyStore {

    /** Newest first. */
    List<Ceremony> all();

    Optional<Ceremony> find(long id);

    /** Keeps a new plan. */
    long draft(CeremonyPlan plan, Instant at, Actor actor);

    /**
     * Puts another plan in its place.
     *
     * @return false if it is not the plan of that digest any more, or a real run was opened
     */
    boolean revise(long id, Octets from, CeremonyPlan plan, Instant at, Actor actor);

    /** Keeps an approval, once for each person and plan. */
    void approve(long id, Approval approval, Actor actor);

    /**
     * Opens a run with its first entry.
     *
     * @return empty if one of its kind is going on
     */
    Optional<Long> open(
            Ceremony ceremony, RunKind kind, TranscriptEntry first, Instant at, Actor actor);

    /** A run's plan and transcript, as they were when it was opened and have grown since. */
    Optional<RunOnFile> run(long id);

    /** The same without what its state follows from. */
    Optional<OpenedRun> opened(long id);

    /**
     * A run's transcript from an entry on, that one included.
     *
     * @param from a sequence number, 1 for all
     */
    List<TranscriptEntry> entries(long run, long from);

    /** Runs that go on, or whose results are not taken over yet. */
    List<Long> unsettled();

    /** Real runs that were aborted. */
    List<Long> aborted();

    /**
     * Adds an entry.
     *
     * @return false if someone else added one of its number first
     */
    boolean append(long run, TranscriptEntry entry, Actor actor);

    /** Adds the last entry of a run that came to its end, and the signature over it. */
    boolean close(
            long run,
            TranscriptEntry entry,
            Octets signature,
            Octets exchangeKey,
            Instant at,
            Actor actor);

    /** Adds the last entry of a run that did not. */
    boolean abort(long run, TranscriptEntry entry, Instant at, Actor actor);

    /** Adds the entry that the PIN was split, and keeps the shares. */
    boolean split(long run, TranscriptEntry entry, List<Envelope> envelopes, Actor actor);

    /** A share of a set, still closed. */
    Optional<Octets> envelope(long run, String set, int index);

    void settled(long run, Instant at);

    /** A share on its way to its custodian. */
    record Envelope(String set, int index, String custodian, Octets der) {}

    /**
     * A run that was opened.
     *
     * @param ceremony whose number this is
     */
    record OpenedRun(Ceremony.Run run, long ceremony) {}

    /** A run with everything its state follows from. */
    record RunOnFile(
            Ceremony.Run run, long ceremony, CeremonyPlan plan, List<TranscriptEntry> entries) {

        public RunOnFile {
            entries = List.copyOf(entries);
        }
    }
}
