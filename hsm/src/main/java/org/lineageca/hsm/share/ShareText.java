package org.lineageca.hsm.share;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;

/**
 * A share as people handle it: {@code LS1-<set>-<index>-<k>of<n>-<nine groups of five>-<checksum>}.
 *
 * <p>Groups and checksum are base32 (RFC 4648 6). The checksum is the CRC-32 of all before its
 * hyphen: one wrong character, two that changed places, or up to 32 bits in a row are always found.
 * When read, case and white space do not matter, and the digits that base32 lacks are taken for the
 * letters they look like.
 */
public final class ShareText {

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern HEADING =
            Pattern.compile("LS1-([0-9A-F]{8})-([1-9][0-9]?)-([1-9][0-9]?)OF([1-9][0-9]?)-");

    private static final int GROUP = 5;
    private static final int GROUPS = 9;
    private static final int DIGITS = GROUP * GROUPS;
    private static final int CHECKSUM_DIGITS = 7;

    /** Groups, the hyphen after each, checksum. */
    private static final int TAIL = DIGITS + GROUPS + CHECKSUM_DIGITS;

    private static final int LONGEST = 256;

    private ShareText() {}

    /** The text in ASCII, for the caller to wipe. */
    public static byte[] encode(Share share) {
        var heading = share.heading().getBytes(StandardCharsets.US_ASCII);
        var text = ByteBuffer.allocate(heading.length + TAIL).put(heading);
        var digits = new byte[DIGITS];
        try {
            writeDigits(share.content(), digits);
            for (var group = 0; group < GROUPS; group++) {
                text.put(digits, group * GROUP, GROUP).put((byte) '-');
            }
            var checksum = new byte[CHECKSUM_DIGITS];
            writeDigits(checksum(text.array(), text.position() - 1), checksum);
            return text.put(checksum).array();
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    /**
     * Reads a share's text.
     *
     * @param text UTF-8, left to the caller to wipe
     * @throws ShareRefusedException when it is none, or was mistyped; without a word of the text
     */
    public static Share decode(byte[] text) {
        var typed = new byte[LONGEST];
        var content = new byte[Share.LENGTH];
        var digits = new byte[DIGITS];
        var complete = false;
        try {
            var length = normalise(text, typed);
            var heading = heading(typed, length).orElseThrow(ShareText::noShare);
            var start = length - TAIL;
            if (!readGroups(typed, start, digits) || !readDigits(digits, content)) {
                throw mistyped(heading);
            }
            var share = new Share(heading.set(), heading.index(), content);
            if (!hasChecksumOf(typed, length, share)) {
                throw mistyped(heading);
            }
            complete = true;
            return share;
        } finally {
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(digits, (byte) 0);
            if (!complete) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /** What may be said of a text in a message. */
    private record Heading(ShareSet set, int index) {}

    /** The first octets of an array as characters, without a copy of them. */
    private static final class Beginning implements CharSequence {

        private final byte[] octets;
        private final int length;

        Beginning(byte[] octets, int length) {
            this.octets = octets;
            this.length = length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return (char) (octets[index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new String(octets, start, end - start, StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "the beginning of a text";
        }
    }

    /** Upper case without white space; -1 when there is more than any share's text has. */
    private static int normalise(byte[] text, byte[] typed) {
        var length = 0;
        for (var next : text) {
            if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
                continue;
            }
            if (length == typed.length) {
                return -1;
            }
            typed[length++] = (byte) (next >= 'a' && next <= 'z' ? next - 'a' + 'A' : next);
        }
        return length;
    }

    private static Optional<Heading> heading(byte[] typed, int length) {
        // What is no heading may be part of a secret, so it is looked at where it is.
        var matcher = HEADING.matcher(new Beginning(typed, Math.max(0, length - TAIL)));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var index = Integer.parseInt(matcher.group(2));
        var quorum = Integer.parseInt(matcher.group(3));
        var shares = Integer.parseInt(matcher.group(4));
        if (index > shares
                || quorum > shares
                || quorum < ShareSet.LEAST_QUORUM
                || shares > ShareSet.MOST_SHARES) {
            return Optional.empty();
        }
        var id = matcher.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(new Heading(new ShareSet(id, quorum, shares), index));
    }

    private static boolean readGroups(byte[] typed, int start, byte[] digits) {
        for (var group = 0; group < GROUPS; group++) {
            var position = start + group * (GROUP + 1);
            System.arraycopy(typed, position, digits, group * GROUP, GROUP);
            if (typed[position + GROUP] != '-') {
                return false;
            }
        }
        return true;
    }

    /** Compares with the text as it should be, so that its one right form is checked. */
    private static boolean hasChecksumOf(byte[] typed, int length, Share share) {
        var right = encode(share);
        var read = new byte[Integer.BYTES];
        var expected = new byte[Integer.BYTES];
        try {
            var start = right.length - CHECKSUM_DIGITS;
            readDigits(Arrays.copyOfRange(right, start, right.length), expected);
            return readDigits(Arrays.copyOfRange(typed, length - CHECKSUM_DIGITS, length), read)
                    && Arrays.equals(read, expected);
        } finally {
            Arrays.fill(right, (byte) 0);
        }
    }

    private static byte[] checksum(byte[] text, int length) {
        var checksum = new CRC32();
        checksum.update(text, 0, length);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
    }

    /** As many digits as hold all octets; the bits left over are zero. */
    private static void writeDigits(byte[] octets, byte[] digits) {
        for (var i = 0; i < digits.length; i++) {
            var value = 0;
            for (var bit = 5 * i; bit < 5 * i + 5; bit++) {
                value = (value << 1) | (bit < 8 * octets.length ? bit(octets, bit) : 0);
            }
            digits[i] = ALPHABET[value];
        }
    }

    private static int bit(byte[] octets, int position) {
        return (octets[position / 8] >> (7 - position % 8)) & 1;
    }

    /** Whether they are digits and what is left over is zero. */
    private static boolean readDigits(byte[] digits, byte[] octets) {
        Arrays.fill(octets, (byte) 0);
        for (var i = 0; i < digits.length; i++) {
            var value = value(digits[i]);
            if (value < 0) {
                return false;
            }
            for (var j = 0; j < 5; j++) {
                var position = 5 * i + j;
                var one = (value >> (4 - j)) & 1;
                if (position < 8 * octets.length) {
                    octets[position / 8] |= (byte) (one << (7 - position % 8));
                } else if (one == 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int value(byte digit) {
        return switch (digit) {
            case '0' -> 'O' - 'A';
            case '1' -> 'I' - 'A';
            case '8' -> 'B' - 'A';
            default -> {
                if (digit >= 'A' && digit <= 'Z') {
                    yield digit - 'A';
                }
                yield digit >= '2' && digit <= '7' ? digit - '2' + 26 : -1;
            }
        };
    }

    private static ShareRefusedException noShare() {
        return new ShareRefusedException(
                "What was handed in is no share's text: that is LS1-<set>-<number>-<k>of<n>-, nine groups of five, and seven characters. No share was taken. Type all that is on the card.");
    }

    private static ShareRefusedException mistyped(Heading heading) {
        return new ShareRefusedException(
                "The text of share %d of set %s is mistyped or damaged: its checksum is wrong. It was not taken. Compare it with the card group by group."
                        .formatted(heading.index(), heading.set()));
    }
}
