package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lineageca.octets.Octets;

/** What is seen in a run whose every entry may follow the ones before it. */
final class RunFindings {

    private final RunState state;
    private final RecordFile file;
    private final List<RecordFinding> findings = new ArrayList<>();

    private RunFindings(RunState state, RecordFile file) {
        this.state = state;
        this.file = file;
    }

    static List<RecordFinding> of(RunState state, RecordFile file) {
        var run = new RunFindings(state, file);
        run.exchangeKey();
        run.octets();
        run.findings.add(SignedChains.of(state));
        run.kind();
        run.deviations();
        run.end();
        return run.findings;
    }

    /** The key that signed is the one that was on the token when it was activated. */
    private void exchangeKey() {
        var name = "exchange key";
        var seen = new ArrayList<Octets>();
        for (var entry : file.entries()) {
            if (entry.event() instanceof TranscriptEvent.Activated(_, _, var key)) {
                seen.add(key);
            }
        }
        if (seen.isEmpty()) {
            if (file.exchangeKey() != null) {
                fail(name, "the token was never active, so its key cannot have signed");
            }
            return;
        }
        // Each proposal makes a throw-away token anew, and its keys with it.
        var isOne = state.kind() == RunKind.REHEARSAL || seen.stream().distinct().count() == 1;
        if (!isOne) {
            fail(name, "the token had another one each time it was activated");
        } else if (file.exchangeKey() == null
                || Objects.equals(file.exchangeKey(), seen.getLast())) {
            findings.add(RecordFinding.ok(name, "is the one the active token had"));
        } else {
            fail(
                    name,
                    "%s signed, but the active token had %s"
                            .formatted(file.exchangeKey().sha256(), seen.getLast().sha256()));
        }
    }

    /** What was signed differs from the plan in nothing but the keys made meanwhile. */
    private void octets() {
        var name = "octets signed";
        var masks = state.plan().masks(new KeysAtHand(state.keys()));
        var compared = 0;
        for (var number : state.results().keySet()) {
            var planned = state.plan().steps().get(number - 1).step().toBeSigned();
            var signed = state.steps().get(number - 1).step().toBeSigned();
            if (planned.isEmpty() || signed.isEmpty()) {
                continue;
            }
            if (!Masking.apply(signed.get(), masks).equals(planned.get())) {
                fail(
                        name,
                        "step %s signed other octets than were planned, not only another key"
                                .formatted(number));
                return;
            }
            compared++;
        }
        findings.add(
                RecordFinding.ok(
                        name,
                        "all %s as planned, with the keys exchanged that were made meanwhile"
                                .formatted(compared)));
    }

    private void kind() {
        findings.add(
                state.kind() == RunKind.REAL
                        ? RecordFinding.ok("kind of run", "a ceremony")
                        : RecordFinding.note(
                                "kind of run",
                                "a rehearsal; nothing that was signed in it counts"));
    }

    private void deviations() {
        var name = "deviations";
        var texts = new ArrayList<String>();
        var reason = "";
        for (var entry : state.entries()) {
            if (entry.event() instanceof TranscriptEvent.DeviationAsked(_, var asked)) {
                reason = asked;
            } else if (entry.event()
                    instanceof TranscriptEvent.DeviationWitnessed(var step, var initials)) {
                texts.add("step %s, “%s”, witnessed %s".formatted(step, reason, initials));
            }
        }
        findings.add(
                texts.isEmpty()
                        ? RecordFinding.ok(name, "none")
                        : RecordFinding.note(name, String.join("; ", texts)));
    }

    private void end() {
        var name = "end";
        var last = state.entries().getLast();
        switch (state.status()) {
            case CLOSED ->
                    findings.add(
                            RecordFinding.ok(
                                    name,
                                    "closed by %s at %s".formatted(last.person(), last.at())));
            case ABORTED ->
                    findings.add(
                            RecordFinding.note(
                                    name,
                                    state.orphans().isEmpty()
                                            ? "aborted; no key of it is left"
                                            : "aborted; keys that are not destroyed yet: "
                                                    + String.join(", ", state.orphans().keySet())));
            case RUNNING -> fail(name, "the run has not ended: entries are missing");
        }
    }

    private void fail(String name, String text) {
        findings.add(RecordFinding.fail(name, text));
    }
}
