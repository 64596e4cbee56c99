package org.lineageca.ca.lint;

/**
 * Reads a structure that is too large to be held while its octets pass.
 *
 * @param <S> what the rules look at
 */
public interface StreamReader<S> {

    /** The next octets, from the first to before {@code to}; wherever they are parted. */
    void accept(byte[] octets, int to);

    /** What was read, after the last octets. */
    S end();
}
