package org.lineageca.ca.minutes;

import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.octets.Octets;

/** The minutes of a run, for people and archives. */
public final class Minutes {

    private Minutes() {}

    /**
     * Writes them, from the record alone: the same record always gives the same octets.
     *
     * @return PDF
     * @throws org.lineageca.ca.ceremony.IllegalMoveException if an entry may not follow the ones
     *     before it
     * @throws org.lineageca.ca.yaml.InvalidDescriptionException if the script makes no plan
     * @throws IllegalArgumentException if the facts are none
     */
    public static Octets pdf(RecordFile file) {
        var state = RunState.of(file.plan(), file.entries());
        var findings = RecordVerification.of(file, null);
        var stories = StepStory.of(state);
        var result = Wording.result(state, stories, RecordVerification.isOk(findings));
        var sheet = new Sheet(about(file, state, RecordVerification.isOk(findings)));
        new TitlePage(sheet, file, state, result).write();
        new StepSections(sheet, state, stories).write();
        new DeviationSection(sheet, state).write();
        new ResultSections(sheet, state).write();
        new CheckSection(sheet, findings).write();
        new SignatureSection(sheet, file, state).write();
        new Annexes(sheet, file, state).write();
        return sheet.octets();
    }

    private static Sheet.About about(RecordFile file, RunState state, boolean isInOrder) {
        var sha256 = file.sha256();
        return new Sheet.About(
                "Minutes: " + state.plan().script().title(),
                state.kind() == RunKind.REAL
                        ? "Minutes of a key ceremony"
                        : "Minutes of a rehearsal of a key ceremony",
                state.entries().getLast().at(),
                sha256,
                Wording.mark(state, isInOrder),
                "SHA-256 of the record " + DigestRows.grouped(sha256.first(8).toHex(), 4) + " …");
    }
}
