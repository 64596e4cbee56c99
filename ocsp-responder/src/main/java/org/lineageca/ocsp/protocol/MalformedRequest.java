package org.lineageca.ocsp.protocol;

/**
 * Octets that are no OCSPRequest, or one beyond the limits of {@link RequestDecoder}.
 *
 * @param why for people
 */
public record MalformedRequest(String why) implements ParsedRequest {}
