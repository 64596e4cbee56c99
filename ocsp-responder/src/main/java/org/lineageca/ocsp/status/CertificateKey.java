package org.lineageca.ocsp.status;

import org.lineageca.octets.Octets;

/**
 * One certificate.
 *
 * @param generation the key generation that issued it
 * @param serial content octets of its serial number's INTEGER
 */
public record CertificateKey(int generation, Octets serial) {}
