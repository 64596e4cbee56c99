package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Where a run stands: a fold of its transcript, and nothing else. An entry that may not follow the
 * ones before it is refused, so a transcript that can be folded to its end is a ceremony that went
 * by its plan.
 */
public final class RunState {

    /** Whether it goes on. */
    public enum Status {
        RUNNING,
        CLOSED,
        ABORTED
    }

    private final CeremonyPlan plan;
    private final List<TranscriptEntry> entries = new ArrayList<>();
    private final Map<String, CeremonyRole> present = new LinkedHashMap<>();
    private final Map<String, Octets> keys = new LinkedHashMap<>();
    private final Map<String, String> keyLabels = new LinkedHashMap<>();
    private final Map<Integer, CeremonyResult> results = new TreeMap<>();
    private final Set<Integer> deviated = new LinkedHashSet<>();
    private final Set<String> destroyedOrphans = new LinkedHashSet<>();
    private final Map<String, String> readBacks = new LinkedHashMap<>();
    private List<PlannedStep> steps;
    private RunKind kind = RunKind.REHEARSAL;
    private Status status = Status.RUNNING;
    private int current = 1;
    private @Nullable Octets prepared;
    private @Nullable ShareRound shares;
    private @Nullable String deviation;
    private @Nullable Octets exchangeKey;

    private RunState(CeremonyPlan plan) {
        this.plan = plan;
        this.steps = plan.steps();
    }

    /** A copy, so that one entry more does not need the plan made anew for each key before it. */
    private RunState(RunState from) {
        this.plan = from.plan;
        this.steps = from.steps;
        entries.addAll(from.entries);
        present.putAll(from.present);
        keys.putAll(from.keys);
        keyLabels.putAll(from.keyLabels);
        results.putAll(from.results);
        deviated.addAll(from.deviated);
        destroyedOrphans.addAll(from.destroyedOrphans);
        readBacks.putAll(from.readBacks);
        kind = from.kind;
        status = from.status;
        current = from.current;
        prepared = from.prepared;
        shares = from.shares;
        deviation = from.deviation;
        exchangeKey = from.exchangeKey;
    }

    /**
     * Folds a transcript.
     *
     * @throws IllegalMoveException at the first entry that may not follow the ones before it
     */
    public static RunState of(CeremonyPlan plan, List<TranscriptEntry> entries) {
        var state = new RunState(plan);
        entries.forEach(state::take);
        return state;
    }

    /**
     * As it will be after one more entry; this one stays as it is.
     *
     * @throws IllegalMoveException if it may not follow
     */
    public RunState with(TranscriptEntry entry) {
        return with(List.of(entry));
    }

    /**
     * The same after several.
     *
     * @throws IllegalMoveException at the first that may not follow
     */
    public RunState with(List<TranscriptEntry> more) {
        var next = new RunState(this);
        more.forEach(next::take);
        return next;
    }

    private void take(TranscriptEntry entry) {
        if (entry.sequence() != entries.size() + 1L || !entry.previous().equals(head())) {
            throw new IllegalMoveException(
                    "entry " + entry.sequence() + " is not chained to the one before it");
        }
        if (entry.event() instanceof TranscriptEvent.Opened == !entries.isEmpty()) {
            throw new IllegalMoveException("a run is opened once, by its first entry");
        }
        new RunRules(this, entry).apply();
        entries.add(entry);
    }

    // What the rules of a move change.

    void opened(RunKind runKind) {
        kind = runKind;
    }

    void joined(String person, CeremonyRole role) {
        present.put(person, role);
    }

    void proposed(ShareRound round) {
        shares = round;
    }

    void activated(Octets key) {
        exchangeKey = key;
    }

    void prepared(Octets sha256) {
        prepared = sha256;
        readBacks.clear();
    }

    void readBack(String person, String initials) {
        readBacks.put(person, initials);
    }

    void keyMade(String name, Octets publicKey, String label) {
        keys.put(name, publicKey);
        keyLabels.put(name, label);
        steps = plan.with(new KeysAtHand(keys));
        prepared(publicKey.sha256());
    }

    void orphanDestroyed(String name) {
        destroyedOrphans.add(name);
    }

    void deviationAsked(@Nullable String reason) {
        deviation = reason;
    }

    void deviated() {
        deviated.add(current);
        next();
    }

    void done(@Nullable CeremonyResult result) {
        if (result != null) {
            results.put(current, result);
        }
        next();
    }

    private void next() {
        current++;
        prepared = null;
        deviation = null;
        shares = null;
        readBacks.clear();
    }

    void ended(Status end) {
        status = end;
    }

    // What everyone may know.

    public CeremonyPlan plan() {
        return plan;
    }

    public RunKind kind() {
        return kind;
    }

    public Status status() {
        return status;
    }

    public List<TranscriptEntry> entries() {
        return List.copyOf(entries);
    }

    /** SHA-256 of the last entry. */
    public Octets head() {
        return entries.isEmpty() ? TranscriptEntry.START : entries.getLast().sha256();
    }

    /** All steps, with the keys made so far. */
    public List<PlannedStep> steps() {
        return List.copyOf(steps);
    }

    /** The step that comes next; empty when all are done. */
    public Optional<PlannedStep> currentStep() {
        return status == Status.RUNNING && current <= steps.size()
                ? Optional.of(steps.get(current - 1))
                : Optional.empty();
    }

    /** The step of an aborted run whose digest was fixed, and that was not done. */
    public Optional<CeremonyStep> preparedAtEnd() {
        return status == Status.ABORTED && prepared != null && current <= steps.size()
                ? Optional.of(steps.get(current - 1).step())
                : Optional.empty();
    }

    public boolean isDeviated(int step) {
        return deviated.contains(step);
    }

    public Map<String, CeremonyRole> present() {
        return Map.copyOf(present);
    }

    /** Public keys made in this run, by their name in the script, in the order they were made. */
    public Map<String, Octets> keys() {
        return java.util.Collections.unmodifiableMap(keys);
    }

    /** Labels on the token of the keys made in this run, by name. */
    public Map<String, String> keyLabels() {
        return Map.copyOf(keyLabels);
    }

    /** Keys of an aborted run that are not destroyed yet. */
    public Map<String, Octets> orphans() {
        var orphans = new LinkedHashMap<String, Octets>();
        if (status == Status.ABORTED && kind == RunKind.REAL) {
            orphans.putAll(keys);
            orphans.keySet().removeAll(destroyedOrphans);
        }
        return orphans;
    }

    /** The digest that people are reading back now. */
    public Optional<Octets> digest() {
        return Optional.ofNullable(prepared);
    }

    /** Initials by person, for the digest that is read back now. */
    public Map<String, String> readBacks() {
        return Map.copyOf(readBacks);
    }

    /** Whether administrator and witness both put their initials to it. */
    public boolean isReadBack() {
        return prepared != null
                && readBacks.containsKey(plan.script().people().administrator())
                && readBacks.containsKey(plan.script().people().witness());
    }

    public Optional<ShareRound> shares() {
        return Optional.ofNullable(shares);
    }

    /** The reason the administrator gave for passing over the present step. */
    public Optional<String> deviationAsked() {
        return Optional.ofNullable(deviation);
    }

    /**
     * DER SubjectPublicKeyInfo of the key that signs the record; empty before the token was active.
     */
    public Optional<Octets> exchangeKey() {
        return Optional.ofNullable(exchangeKey);
    }

    /** What the steps left behind, by their number. */
    public Map<Integer, CeremonyResult> results() {
        return java.util.Collections.unmodifiableMap(results);
    }
}
