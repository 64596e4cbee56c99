package org.lineageca.publisher.guard;

/**
 * A signed CRL and what its row says about it.
 *
 * @param scope what it must speak for
 * @param number the CRL number that was reserved for it
 * @param entries how many entries it must have
 * @param tbsSha256 SHA-256 of the TBSCertList that was committed before it was signed
 * @param expired tells of serials that are in it no more whether they may be gone
 * @param isFinal whether no other will come: the final CRL of its generation
 */
public record CrlCandidate(
        Octets der,
        CrlScope scope,
        long number,
        long entries,
        Octets tbsSha256,
        ExpiredSerials expired,
        boolean isFinal) {}
