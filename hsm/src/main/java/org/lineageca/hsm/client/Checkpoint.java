package org.lineageca.hsm.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.lineageca.octets.Octets;

/**
 * What an append-only log is at one size, as its key signs it (C2SP tlog-checkpoint).
 *
 * @param origin the log's name: 1 to {@link #LONGEST_ORIGIN} printable ASCII characters without
 *     space and plus sign, so that it may be a key name of a signed note (C2SP signed-note), too
 * @param size how many leaves it has
 * @param root the Merkle tree hash over them (RFC 6962 2.1), SHA-256
 */
public record Checkpoint(String origin, long size, Octets root) {

    public static final int LONGEST_ORIGIN = 128;

    private static final int HASH = 32;
    private static final Pattern ORIGIN = Pattern.compile("[\\x21-\\x7e&&[^+]]{1,128}");

    public Checkpoint {
        checkOrigin(origin);
        if (size < 0) {
            throw new IllegalArgumentException("a checkpoint of " + size + " leaves");
        }
        if (root.length() != HASH) {
            throw new IllegalArgumentException("a root hash of " + root.length() + " bytes");
        }
    }

    /**
     * Passes when a log may be called so.
     *
     * @throws IllegalArgumentException if not
     */
    public static void checkOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "an origin that is not 1 to "
                            + LONGEST_ORIGIN
                            + " printable ASCII characters without space and plus sign");
        }
    }

    /** The octets whose hash is signed: three lines, each with its newline. */
    public Octets body() {
        var hash = Base64.getEncoder().encodeToString(root.toArray());
        var text = origin + "\n" + size + "\n" + hash + "\n";
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
