package org.lineageca.ca.lint;

import java.util.List;
import org.lineageca.octets.Octets;

/**
 * A to-be-signed structure that passed every rule of its profile. Only {@link LintProfile#admit}
 * makes one, and only one can be signed.
 *
 * @param <T> the content it was encoded from
 */
public final class Linted<T> {

    private final T content;
    private final Octets toBeSigned;
    private final List<Finding> warnings;

    Linted(T content, Octets toBeSigned, List<Finding> warnings) {
        this.content = content;
        this.toBeSigned = toBeSigned;
        this.warnings = List.copyOf(warnings);
    }

    public T content() {
        return content;
    }

    /** What rules found that does not block. */
    public List<Finding> warnings() {
        return warnings;
    }

    /** The DER that is hashed and signed. */
    public Octets toBeSigned() {
        return toBeSigned;
    }
}
