package org.lineageca.ca.exchange;

/** Names of what lies in a package: nothing that could lead out of a folder or be mistaken. */
final class FileName {

    private static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,63}";

    private FileName() {}

    static boolean isGood(String name) {
        return name.matches(PATTERN);
    }

    static String require(String name) {
        if (!isGood(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a file in a package: " + PATTERN);
        }
        return name;
    }
}
