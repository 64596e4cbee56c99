package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.lineageca.octets.Octets;

/**
 * One line of a transcript, chained to the one before.
 *
 * @param sequence from 1
 * @param person who brought it about
 * @param previous SHA-256 of the line before; 32 zeros for the first
 * @param line JSON, as it is hashed and kept
 */
public record TranscriptEntry(
        long sequence,
        Instant at,
        String person,
        TranscriptEvent event,
        Octets previous,
        String line) {

    /** What the first entry is chained to. */
    public static final Octets START = Octets.of(new byte[32]);

    /** Writes an entry. */
    public static TranscriptEntry of(
            long sequence, Instant at, String person, TranscriptEvent event, Octets previous) {
        return new TranscriptEntry(
                sequence,
                at,
                person,
                event,
                previous,
                TranscriptText.write(sequence, at, person, event, previous));
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not exactly one we would write
     */
    public static TranscriptEntry read(String line) {
        return TranscriptText.read(line);
    }

    public Octets sha256() {
        return Octets.of(line.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
