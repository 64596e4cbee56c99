package org.lineageca.ca.minutes;

/** The typefaces of our papers: Liberation (SIL Open Font License), embedded in each. */
enum Face {
    SANS("LiberationSans-Regular"),
    BOLD("LiberationSans-Bold"),
    MONO("LiberationMono-Regular"),
    MONO_BOLD("LiberationMono-Bold");

    private final String file;

    Face(String file) {
        this.file = file;
    }

    /** Of the program's library, not of the machine. */
    String resource() {
        return "/liberation/" + file + ".ttf";
    }
}
