package org.lineageca.launcher.command;

/** Text for a POSIX shell. */
final class Shell {

    private Shell() {}

    /** One word, whatever it holds. */
    static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
