package org.lineageca.ca.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path and what became of it.
 *
 * @param certificates target first; where the outcome is not {@link Outcome#INCOMPLETE}, the last
 *     one is the trust anchor
 * @param finding the first reason against it; null exactly where it is valid
 * @param notes what was not checked, and what other verifiers may stumble over
 */
public record ExploredPath(
        List<PathCertificate> certificates,
        Outcome outcome,
        @Nullable Finding finding,
        List<String> notes) {

    public ExploredPath {
        certificates = List.copyOf(certificates);
        notes = List.copyOf(notes);
    }

    /** How it ended. */
    public enum Outcome {
        VALID("valid"),
        INVALID("not valid"),
        INCOMPLETE("incomplete");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** The words that are shown. */
        public String label() {
            return label;
        }
    }

    /** The kinds of CA certificates it goes over, the target not counted. */
    public List<Origin> over() {
        return certificates.stream()
                .skip(1)
                .map(PathCertificate::origin)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether the certificate at an index is the trust anchor it ends in. */
    public boolean isAnchor(int index) {
        return outcome != Outcome.INCOMPLETE && index == certificates.size() - 1;
    }
}
