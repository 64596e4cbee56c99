package org.lineageca.ocsp.status;

import java.time.Instant;
import java.util.Map;
import org.lineageca.ocsp.protocol.CertificateStatus;

/**
 * Statuses as they were read.
 *
 * @param statuses of certificates that were issued, among others
 * @param mark taken before they were read
 * @param at when they were certainly so
 */
public record StatusReading(
        Map<CertificateKey, CertificateStatus> statuses, ChangeJournal.Mark mark, Instant at) {}
