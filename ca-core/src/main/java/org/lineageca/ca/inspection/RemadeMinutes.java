package org.lineageca.ca.inspection;

import java.util.Arrays;
import java.util.function.Function;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.octets.Octets;

/** Minutes that are made again from the record, by whoever doubts those that were given. */
public final class RemadeMinutes {

    private static final String NAME = "minutes";

    private RemadeMinutes() {}

    /** Compares minutes with those that the record gives. */
    public static RecordFinding compared(RecordFile file, Octets given) {
        return made(file, minutes -> compared(given, minutes));
    }

    /**
     * Makes them.
     *
     * @param use what is done with them, and found
     */
    public static RecordFinding made(RecordFile file, Function<Octets, RecordFinding> use) {
        Octets minutes;
        try {
            minutes = Minutes.pdf(file);
        } catch (RuntimeException e) {
            // A record that cannot be followed has no minutes, whatever it stumbles over.
            return RecordFinding.fail(NAME, "none can be made of it: " + e.getMessage());
        }
        return use.apply(minutes);
    }

    private static RecordFinding compared(Octets given, Octets made) {
        var at = Arrays.mismatch(given.toArray(), made.toArray());
        return at < 0
                ? RecordFinding.ok(
                        NAME,
                        "made again from the record, the same to the octet: %s octets, SHA-256 %s"
                                .formatted(given.length(), made.sha256()))
                : RecordFinding.fail(
                        NAME,
                        "made again from the record by this version of the program, they differ from octet %s on"
                                .formatted(at + 1));
    }
}
