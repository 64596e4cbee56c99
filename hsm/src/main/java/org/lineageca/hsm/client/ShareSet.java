package org.lineageca.hsm.client;

import java.util.regex.Pattern;

/**
 * The shares of one split of a PIN, by name.
 *
 * @param id 8 hexadecimal digits, drawn when the PIN was split
 * @param quorum how many of them give back the PIN
 * @param shares how many there are; they are numbered from 1
 */
public record ShareSet(String id, int quorum, int shares) {

    public static final int MOST_SHARES = 32;

    /** One person alone opens nothing. */
    public static final int LEAST_QUORUM = 2;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    public ShareSet {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a share set's id is 8 hexadecimal digits");
        }
        if (quorum < LEAST_QUORUM || shares < quorum || shares > MOST_SHARES) {
            throw new IllegalArgumentException(
                    "%d of %d shares: a quorum is %d at least, and there are at most %d shares"
                            .formatted(quorum, shares, LEAST_QUORUM, MOST_SHARES));
        }
    }

    /** Such as {@code 9f2c1ab0 (2 of 3)}. */
    @Override
    public String toString() {
        return "%s (%d of %d)".formatted(id, quorum, shares);
    }
}
