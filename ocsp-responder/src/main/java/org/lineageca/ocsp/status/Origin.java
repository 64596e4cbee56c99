package org.lineageca.ocsp.status;

import java.time.Instant;

/** Where status is read, and so how old it is. */
public sealed interface Origin {

    /** The CA's own records: what is read is as it was when the reading began. */
    record Records() implements Origin {

        @Override
        public Instant knownAt(Instant readingAt) {
            return readingAt;
        }
    }

    /**
     * A copy of them, which may lag behind or be cut off.
     *
     * @param completeUntil it holds everything that was committed before
     */
    record Copy(Instant completeUntil) implements Origin {

        @Override
        public Instant knownAt(Instant readingAt) {
            // Clocks differ: nothing is known of later than now.
            return completeUntil.isBefore(readingAt) ? completeUntil : readingAt;
        }
    }

    /**
     * When what is read was certainly so.
     *
     * @param readingAt before the reading began
     */
    Instant knownAt(Instant readingAt);
}
