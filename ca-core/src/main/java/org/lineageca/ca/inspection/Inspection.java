package org.lineageca.ca.inspection;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.octets.Octets;

/**
 * What was found in a file, part by part.
 *
 * @param records of the ceremonies in it, as far as they can be read
 */
public record Inspection(List<Part> parts, List<RecordFile> records) {

    /** How every zip begins. */
    private static final Octets ZIP = Octets.ofHex("504b");

    public Inspection {
        parts = List.copyOf(parts);
        records = List.copyOf(records);
    }

    /**
     * What was looked at together.
     *
     * @param name what it is
     */
    public record Part(String name, List<RecordFinding> findings) {

        public Part {
            findings = List.copyOf(findings);
        }
    }

    /** What all of it comes to. */
    public enum Outcome {
        IN_ORDER,
        /** Nothing is wrong with it, and nobody signed it. */
        UNVOUCHED,
        NOT_IN_ORDER
    }

    /**
     * Looks at the record of a run, or at an exchange package with the results of ceremonies.
     *
     * @param exchangeKeySha256 the fingerprint that the reader has of the key that signs, from
     *     elsewhere; null where the reader has none
     */
    public static Inspection of(Octets file, @Nullable Octets exchangeKeySha256) {
        return isZip(file)
                ? PackageInspection.of(file, exchangeKeySha256)
                : RecordInspection.of(file, exchangeKeySha256);
    }

    private static boolean isZip(Octets file) {
        return file.length() >= 2 && file.first(2).equals(ZIP);
    }

    /** With one part more. */
    public Inspection with(Part part) {
        return new Inspection(
                Stream.concat(parts.stream(), Stream.of(part)).toList(), List.copyOf(records));
    }

    /** All findings, in order. */
    public List<RecordFinding> findings() {
        return parts.stream().flatMap(part -> part.findings().stream()).toList();
    }

    public Outcome outcome() {
        var worst =
                findings().stream()
                        .map(RecordFinding::verdict)
                        .max(java.util.Comparator.naturalOrder())
                        .orElse(RecordFinding.Verdict.FAIL);
        return switch (worst) {
            case OK, NOTE -> Outcome.IN_ORDER;
            case UNVOUCHED -> Outcome.UNVOUCHED;
            case FAIL -> Outcome.NOT_IN_ORDER;
        };
    }
}
