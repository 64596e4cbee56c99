package org.lineageca.publisher.publish;

import java.time.Instant;
import org.lineageca.publisher.guard.Octets;

/**
 * The row of a signed CRL, without the CRL.
 *
 * @param distributionPoint the URI of its scope
 * @param number the CRL number reserved for it
 * @param tbsSha256 SHA-256 of the TBSCertList, committed before it was signed
 * @param isFinal whether no other will come
 * @param bytes the size of the signed CRL
 * @param recordedAt when it came back from the token
 */
public record OfferedCrl(
        String scope,
        String distributionPoint,
        long number,
        long entries,
        Octets tbsSha256,
        boolean isFinal,
        long bytes,
        Instant recordedAt) {}
