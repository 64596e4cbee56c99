package org.lineageca.launcher.doctor;

/**
 * The outcome of one check.
 *
 * @param check its name
 * @param text what was found
 * @param remedy what to do; empty if nothing
 */
public record Finding(String check, Level level, String text, String remedy) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** It works, but somebody should look. */
        WARN,
        FAIL
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text, "");
    }

    static Finding warn(String check, String text, String remedy) {
        return new Finding(check, Level.WARN, text, remedy);
    }

    static Finding fail(String check, String text, String remedy) {
        return new Finding(check, Level.FAIL, text, remedy);
    }
}
