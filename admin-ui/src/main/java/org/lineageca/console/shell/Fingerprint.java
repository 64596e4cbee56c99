package org.lineageca.console.shell;

import org.lineageca.octets.Octets;

/** How digests are shown where two people compare them by voice. */
public final class Fingerprint {

    private static final String EVERY_FOUR = "(?<=\\G.{4})(?=.)";

    private Fingerprint() {}

    /** Hexadecimal digits in groups of four. */
    public static String grouped(Octets digest) {
        return digest.toHex().replaceAll(EVERY_FOUR, " ");
    }
}
