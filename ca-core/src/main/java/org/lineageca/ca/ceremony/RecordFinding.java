package org.lineageca.ca.ceremony;

/**
 * What one look at a record came to.
 *
 * @param name of the look, the same for every record
 * @param text what was seen, and where it failed, why
 */
public record RecordFinding(String name, Verdict verdict, String text) {

    /** How it came out. */
    public enum Verdict {
        OK,
        /** Nothing is wrong, and a reader has to know it. */
        NOTE,
        FAIL
    }

    public static RecordFinding ok(String name, String text) {
        return new RecordFinding(name, Verdict.OK, text);
    }

    public static RecordFinding note(String name, String text) {
        return new RecordFinding(name, Verdict.NOTE, text);
    }

    public static RecordFinding fail(String name, String text) {
        return new RecordFinding(name, Verdict.FAIL, text);
    }
}
