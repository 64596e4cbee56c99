package org.lineageca.ca.audit.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.lineageca.octets.Octets;

/**
 * A text and signatures over it (C2SP signed-note).
 *
 * @param text what is signed, with the line feed it ends with
 */
public record SignedNote(String text, List<Line> lines) {

    /** Far more than the 16 signatures that must be read. */
    private static final int LONGEST = 256 * 1024;

    private static final Pattern LINE =
            Pattern.compile("\u2014 ([^\\s+\\p{Z}]+) ([A-Za-z0-9+/]+={0,2})");

    private static final int ID_LENGTH = 4;

    /**
     * One signature.
     *
     * @param name of the key
     * @param keyId four octets that tell keys of one name apart
     */
    public record Line(String name, Octets keyId, Octets signature) {

        private String text() {
            return "\u2014 %s %s\n"
                    .formatted(
                            name,
                            Base64.getEncoder()
                                    .encodeToString(Octets.join(keyId, signature).toArray()));
        }

        private static Line of(String text) {
            var parts = LINE.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + text + "' is no signature line");
            }
            var octets = Octets.of(Base64.getDecoder().decode(parts.group(2)));
            if (octets.length() <= ID_LENGTH) {
                throw new IllegalArgumentException("'" + text + "' holds no signature");
            }
            return new Line(
                    parts.group(1),
                    octets.first(ID_LENGTH),
                    octets.part(ID_LENGTH, octets.length()));
        }
    }

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no signed note
     */
    public static SignedNote of(String note) {
        var end = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "a signed note is a text, an empty line, and lines with signatures");
        }
        if (note.chars().anyMatch(character -> character < ' ' && character != '\n')) {
            throw new IllegalArgumentException("a signed note has no control characters");
        }
        var lines = new ArrayList<Line>();
        note.substring(end + 2).lines().forEach(line -> lines.add(Line.of(line)));
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the note is not signed");
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()));
        return note.toString();
    }
}
