package org.lineageca.hsm.client;

import java.time.Duration;

/**
 * The outcome of a test signature that was made and verified.
 *
 * @param token the token's label
 * @param keys how many keys lie on it
 * @param signed how many signatures this signer process has made
 * @param latency of the test signature
 */
public record SignerHealth(String token, int keys, long signed, Duration latency) {}
