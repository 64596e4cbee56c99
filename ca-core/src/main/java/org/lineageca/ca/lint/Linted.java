package org.lineageca.ca.lint;

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

    Linted(T content, Octets toBeSigned) {
        this.content = content;
        this.toBeSigned = toBeSigned;
    }

    public T content() {
        return content;
    }

    /** The DER that is hashed and signed. */
    public Octets toBeSigned() {
        return toBeSigned;
    }
}
