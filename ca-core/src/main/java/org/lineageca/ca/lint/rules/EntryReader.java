package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks at CRL entries one after another (RFC 5280 5.1.2.6 and 5.3), in the one form in which we
 * write them: all lengths below 128. Keeps the serial number of the last one.
 */
final class EntryReader {

    private static final int LARGEST_SERIAL = 20;
    private static final int REASON_CODE = 0x15;
    private static final int INVALIDITY_DATE = 0x18;
    private static final int REMOVE_FROM_CRL = 8;
    private static final int UTC_DIGITS = 13;
    private static final int GENERALIZED_DIGITS = 15;

    private final byte[] previous = new byte[LARGEST_SERIAL];
    private int previousLength;
    private long count;
    private long removals;
    private @Nullable String outOfOrder;
    private @Nullable String malformed;

    /** The entry whose header starts at a place and whose content ends at another. */
    void read(byte[] octets, int from, int to) {
        count++;
        var at = from + 2;
        var serialLength = at + 1 < to ? octets[at + 1] : -1;
        if (octets[at] != 0x02
                || serialLength < 1
                || serialLength > LARGEST_SERIAL
                || at + 2 + serialLength >= to
                || octets[at + 2] < 0
                || (serialLength > 1 && octets[at + 2] == 0 && octets[at + 3] >= 0)) {
            fault("its serial number is not a positive INTEGER of at most 20 octets");
            return;
        }
        follow(octets, at + 2, serialLength);
        at = date(octets, at + 2 + serialLength, to);
        if (at > 0 && at < to) {
            extensions(octets, at, to);
        }
    }

    EntriesSeen seen() {
        return new EntriesSeen(count, outOfOrder, malformed, removals);
    }

    /** A positive INTEGER in its shortest form is the greater the longer it is. */
    private void follow(byte[] octets, int at, int length) {
        var ascends =
                length > previousLength
                        || (length == previousLength
                                && Arrays.compareUnsigned(
                                                octets, at, at + length, previous, 0, length)
                                        > 0);
        if (!ascends && outOfOrder == null) {
            outOfOrder =
                    HexFormat.of().formatHex(octets, at, at + length)
                            + " does not follow "
                            + HexFormat.of().formatHex(previous, 0, previousLength);
        }
        System.arraycopy(octets, at, previous, 0, length);
        previousLength = length;
    }

    private int date(byte[] octets, int at, int to) {
        var digits = at + 1 < to ? octets[at + 1] : 0;
        var end = at + 2 + digits;
        var isTime =
                (octets[at] == 0x17 && digits == UTC_DIGITS)
                        || (octets[at] == 0x18 && digits == GENERALIZED_DIGITS);
        if (!isTime || end > to || octets[end - 1] != 'Z') {
            fault("its revocationDate is no Time");
            return -1;
        }
        return end;
    }

    private void extensions(byte[] octets, int from, int to) {
        var at = from + 2;
        if (octets[from] != 0x30 || at >= to || octets[from + 1] != to - at) {
            fault("its extensions do not end where it ends");
            return;
        }
        while (at < to) {
            var end = at + 2 + (at + 1 < to ? octets[at + 1] : to);
            var isOurs =
                    end <= to
                            && end - at >= 12
                            && octets[at] == 0x30
                            && octets[at + 2] == 0x06
                            && octets[at + 3] == 3
                            && octets[at + 4] == 0x55
                            && octets[at + 5] == 0x1d
                            && octets[at + 7] == 0x04
                            && octets[at + 8] == end - at - 9;
            if (!isOurs || !value(octets, at + 6, at + 9, end)) {
                fault("it has an extension that we do not write");
                return;
            }
            at = end;
        }
    }

    private boolean value(byte[] octets, int identifier, int at, int end) {
        return switch (octets[identifier]) {
            case REASON_CODE -> reason(octets, at, end);
            case INVALIDITY_DATE ->
                    octets[at] == 0x18
                            && octets[at + 1] == GENERALIZED_DIGITS
                            && end == at + 2 + GENERALIZED_DIGITS;
            default -> false;
        };
    }

    private boolean reason(byte[] octets, int at, int end) {
        var code = octets[at + 2];
        if (code == REMOVE_FROM_CRL) {
            removals++;
        }
        return octets[at] == 0x0a
                && octets[at + 1] == 1
                && end == at + 3
                && code >= 1
                && code <= 10
                && code != 7;
    }

    private void fault(String what) {
        if (malformed == null) {
            malformed = "entry " + count + ": " + what;
        }
    }
}
