package org.lineageca.console.exchange;

/** What came of a package that was handed in. */
sealed interface Inspection {

    /** It is what it should be; whether it was taken depends on what was asked for. */
    record Passed(PackageSheet sheet) implements Inspection {}

    /**
     * It is not, and nothing was changed.
     *
     * @param advice what to do now
     */
    record Refused(String why, String advice) implements Inspection {}
}
