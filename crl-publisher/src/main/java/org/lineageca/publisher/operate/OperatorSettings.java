package org.lineageca.publisher.operate;

/**
 * Where operators are served.
 *
 * @param host an address that relying parties do not reach
 * @param port 0 for any free one
 */
public record OperatorSettings(String host, int port) {}
