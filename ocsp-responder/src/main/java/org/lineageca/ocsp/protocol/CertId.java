package org.lineageca.ocsp.protocol;

import org.lineageca.octets.Octets;

/**
 * Which certificate is asked about (RFC 6960 4.1.1).
 *
 * @param serial content octets of the serial number's INTEGER, 1 to 20
 * @param der the asker's encoding, repeated in the answer octet for octet
 */
public record CertId(IssuerId issuer, Octets serial, Octets der) {}
