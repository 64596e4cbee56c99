package org.lineageca.ca.issuance;

import java.util.regex.Pattern;

/** A regular expression against a text of a stranger's, given up after so many looks at it. */
final class BoundedMatch {

    private static final int MOST_LOOKS = 100_000;

    private BoundedMatch() {}

    /** Whether the whole text matches; not if that takes too long to find out. */
    static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(new Watched(text)).matches();
        } catch (TooLongException tooLong) {
            return false;
        }
    }

    private static final class TooLongException extends RuntimeException {}

    /** Backtracking looks at the same characters over and over: they are counted. */
    private static final class Watched implements CharSequence {

        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new TooLongException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
