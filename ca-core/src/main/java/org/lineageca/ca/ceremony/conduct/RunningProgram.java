package org.lineageca.ca.ceremony.conduct;

import org.lineageca.octets.Octets;

/**
 * The software a ceremony is run with, for its record.
 *
 * @param sha256 over the SHA-256 of each file of its class path, in the order of their names
 */
public record RunningProgram(String version, Octets sha256) {}
