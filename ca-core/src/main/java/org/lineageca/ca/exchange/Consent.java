package org.lineageca.ca.exchange;

import java.time.Instant;
import org.lineageca.octets.Octets;

/**
 * One person's word for a plan.
 *
 * @param plan SHA-256 of the plan that was proposed or approved
 */
public record Consent(String by, Instant at, Octets plan) {}
