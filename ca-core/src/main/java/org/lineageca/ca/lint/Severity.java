package org.lineageca.ca.lint;

/** What follows from a finding. */
public enum Severity {
    /** Nothing is signed. */
    ERROR,
    /** It is signed, and the finding is on record. */
    WARNING
}
