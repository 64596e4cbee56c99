package org.lineageca.hsm.protocol;

/**
 * A message and the number that ties a reply to its request.
 *
 * @param number chosen by who asks; 0 is the greeting's
 */
public record Numbered<T>(long number, T message) {}
