package org.lineageca.ca.inspection;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.ca.ceremony.RunComparison;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.octets.Octets;

/** Whether what a ceremony signed is what was rehearsed, byte by byte where it can be. */
public final class RehearsalInspection {

    private static final String NAME = "compared with the rehearsal";

    private RehearsalInspection() {}

    /**
     * Looks at the record of a rehearsal, and compares.
     *
     * @param real the record of the ceremony
     */
    public static Inspection.Part of(Octets rehearsal, RecordFile real) {
        var inspected = RecordInspection.of(rehearsal, null);
        var findings = new ArrayList<RecordFinding>();
        // A throw-away token has a new key each time: there is nothing to compare it with.
        inspected.findings().stream()
                .filter(finding -> !finding.name().equals(RecordVerification.FINGERPRINT))
                .forEach(findings::add);
        inspected.records().forEach(record -> findings.addAll(compared(record, real)));
        return new Inspection.Part("Rehearsal", findings);
    }

    private static List<RecordFinding> compared(RecordFile rehearsal, RecordFile real) {
        try {
            var comparison = RunComparison.of(state(rehearsal), state(real));
            var text = comparison.sentence();
            if (!comparison.isAlike()) {
                return List.of(RecordFinding.fail(NAME, text));
            }
            return List.of(
                    comparison.isEqual()
                            ? RecordFinding.ok(NAME, text)
                            : RecordFinding.note(NAME, text));
        } catch (RuntimeException e) {
            // Whatever a stranger's record stumbles over, it is not what was rehearsed.
            return List.of(RecordFinding.fail(NAME, "cannot be: " + e.getMessage()));
        }
    }

    private static RunState state(RecordFile file) {
        return RunState.of(file.plan(), file.entries());
    }
}
