package org.lineageca.ocsp.respond;

import java.time.Duration;

/**
 * What the responder takes on at once.
 *
 * @param inFlight how many answers are being made at once; one more is asked to try later
 * @param patience how long one may take before its asker is told to try later
 */
public record Limits(int inFlight, Duration patience) {}
