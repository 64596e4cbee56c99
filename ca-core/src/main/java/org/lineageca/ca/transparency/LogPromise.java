package org.lineageca.ca.transparency;

/** An SCT, and the log it is of. */
public record LogPromise(TransparencyLog log, Sct sct) {}
