package org.lineageca.ca.inspection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.octets.Octets;

/** A look at the record of a run as a file of its own. */
final class RecordInspection {

    private static final String FORMAT = "format";

    private RecordInspection() {}

    static Inspection of(Octets octets, @Nullable Octets exchangeKeySha256) {
        var name = "Record of a run";
        RecordFile file;
        try {
            file = RecordFile.read(octets);
        } catch (IllegalArgumentException e) {
            return new Inspection(
                    List.of(
                            new Inspection.Part(
                                    name,
                                    List.of(
                                            RecordFinding.fail(
                                                    FORMAT,
                                                    "this is no record: " + e.getMessage())))),
                    List.of());
        }
        var findings = new ArrayList<RecordFinding>();
        findings.add(
                RecordFinding.ok(
                        FORMAT, "the record of a run, SHA-256 %s".formatted(file.sha256())));
        findings.addAll(RecordVerification.of(file, exchangeKeySha256));
        return new Inspection(List.of(new Inspection.Part(name, findings)), List.of(file));
    }
}
