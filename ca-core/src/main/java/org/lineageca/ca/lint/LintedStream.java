package org.lineageca.ca.lint;

import org.lineageca.octets.Octets;

/**
 * A to-be-signed structure that passed every rule of its profile while it was written, and is held
 * by nobody. Only {@link StreamLintProfile} makes one, and only one can be signed.
 *
 * @param <T> the content it was encoded from
 */
public final class LintedStream<T> {

    private final T content;
    private final long length;
    private final Octets sha256;
    private final Octets digest;

    LintedStream(T content, long length, Octets sha256, Octets digest) {
        this.content = content;
        this.length = length;
        this.sha256 = sha256;
        this.digest = digest;
    }

    public T content() {
        return content;
    }

    /** Of the DER, in octets. */
    public long length() {
        return length;
    }

    /** Of the DER: what the intent names. */
    public Octets sha256() {
        return sha256;
    }

    /** Of the DER, by the hash of the signature algorithm: what the token is given. */
    public Octets digest() {
        return digest;
    }
}
