package org.lineageca.ca.caa;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How this installation asks for CAA records.
 *
 * @param resolver a recursive resolver, best one that validates DNSSEC
 * @param patience how long a certificate waits for all answers
 */
public record CaaConfiguration(
        InetSocketAddress resolver, CaaIdentities identities, Duration patience) {}
