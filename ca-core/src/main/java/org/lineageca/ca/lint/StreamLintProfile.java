package org.lineageca.ca.lint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * The rules for one kind of structure that may be too large to be held: they look at what is read
 * from its encoding as it passes.
 *
 * @param <T> the content
 * @param <S> what the rules look at, read back from the encoding
 */
public final class StreamLintProfile<T, S> {

    private static final String SHA_256 = "SHA-256";

    private final Function<T, StreamReader<S>> reader;
    private final List<Lint<S>> lints;

    public StreamLintProfile(Function<T, StreamReader<S>> reader, List<Lint<S>> lints) {
        this.reader = reader;
        this.lints = List.copyOf(lints);
    }

    /**
     * Checks the encoding of a small one, not the intention.
     *
     * @throws LintFailedException with every finding
     */
    public Linted<T> admit(T content, Octets toBeSigned) {
        var reading = reader.apply(content);
        reading.accept(toBeSigned.toArray(), toBeSigned.length());
        return new Linted<>(content, toBeSigned, Findings.none(lints, reading.end()));
    }

    /**
     * Begins to look at one that is being written.
     *
     * @param digest the hash of the algorithm it will be signed with
     */
    public Examination examine(T content, String digest) {
        return new Examination(content, digest);
    }

    /** Sees all octets of one structure, in their order. */
    public final class Examination {

        private final T content;
        private final StreamReader<S> reading;
        private final MessageDigest sha256;

        /** Null where it is the same. */
        private final @Nullable MessageDigest digest;

        private long length;

        private Examination(T content, String digest) {
            this.content = content;
            this.reading = reader.apply(content);
            try {
                this.sha256 = MessageDigest.getInstance(SHA_256);
                this.digest = digest.equals(SHA_256) ? null : MessageDigest.getInstance(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalArgumentException("no message digest " + digest, e);
            }
        }

        /** The next octets. */
        public void accept(byte[] octets, int to) {
            sha256.update(octets, 0, to);
            if (digest != null) {
                digest.update(octets, 0, to);
            }
            reading.accept(octets, to);
            length += to;
        }

        /**
         * After the last octets.
         *
         * @throws LintFailedException with every finding
         */
        public LintedStream<T> admit() {
            Findings.none(lints, reading.end());
            var first = Octets.of(sha256.digest());
            return new LintedStream<>(
                    content, length, first, digest == null ? first : Octets.of(digest.digest()));
        }
    }
}
