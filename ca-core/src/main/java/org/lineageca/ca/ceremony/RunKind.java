package org.lineageca.ca.ceremony;

/** Whether a run of a plan counts. */
public enum RunKind {
    /** On a throw-away token; nothing of it counts, and its minutes say so. */
    REHEARSAL,
    REAL
}
