package org.lineageca.ca.audit.log;

import java.util.Base64;
import java.util.regex.Pattern;
import org.lineageca.octets.Octets;

/**
 * What the log commits to (C2SP tlog-checkpoint).
 *
 * @param origin which log, for ever
 * @param size how many leaves
 * @param root over them
 */
public record Checkpoint(String origin, long size, Octets root) {

    private static final Pattern BODY =
            Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,18})\\n([A-Za-z0-9+/]{43}=)\\n");

    public Checkpoint {
        if (origin.isEmpty()
                || origin.contains("\n")
                || size < 0
                || root.length() != TreeHash.LENGTH) {
            throw new IllegalArgumentException("that is no checkpoint");
        }
    }

    /**
     * Reads the text that is signed.
     *
     * @throws IllegalArgumentException if it is no checkpoint, or has lines beyond the root: we
     *     never sign such
     */
    public static Checkpoint of(String body) {
        var parts = BODY.matcher(body);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a checkpoint has three lines: origin, size and root");
        }
        return new Checkpoint(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Octets.of(Base64.getDecoder().decode(parts.group(3))));
    }

    /** The text that is signed. */
    public String body() {
        return "%s\n%d\n%s\n"
                .formatted(origin, size, Base64.getEncoder().encodeToString(root.toArray()));
    }
}
