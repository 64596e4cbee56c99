package org.lineageca.ca.ceremony;

/**
 * What one look at a record came to.
 *
 * @param name of the look, the same for every record
 * @param text what was seen, and where it failed, why
 */
public record RecordFinding(String name, Verdict verdict, String text) {

    /** How it came out, the worst last. */
    public enum Verdict {
        OK,
        /** Nothing is wrong, and a reader has to know it. */
        NOTE,
        /** Nothing is wrong, and nobody vouches for it: to be believed as far as who brought it. */
        UNVOUCHED,
        FAIL;

        /** As it is printed. */
        public String word() {
            return switch (this) {
                case OK -> "ok";
                case NOTE -> "note";
                case UNVOUCHED -> "warn";
                case FAIL -> "FAIL";
            };
        }
    }

    public static RecordFinding ok(String name, String text) {
        return new RecordFinding(name, Verdict.OK, text);
    }

    public static RecordFinding note(String name, String text) {
        return new RecordFinding(name, Verdict.NOTE, text);
    }

    public static RecordFinding unvouched(String name, String text) {
        return new RecordFinding(name, Verdict.UNVOUCHED, text);
    }

    public static RecordFinding fail(String name, String text) {
        return new RecordFinding(name, Verdict.FAIL, text);
    }
}
