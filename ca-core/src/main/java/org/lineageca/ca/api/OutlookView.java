package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.mass.Outlook;

/**
 * What the revocation of a list would bring about.
 *
 * @param toBeRevoked how many of the certificates are not revoked for good
 * @param seconds it will take
 * @param measured whether that follows from the last lists; otherwise it is assumed
 * @param sentences as they would stand in the plan
 */
@Serdeable
record OutlookView(
        int certificates,
        long toBeRevoked,
        List<ShareView> shares,
        List<CrlView> crls,
        long perSecond,
        long seconds,
        boolean measured,
        List<String> sentences) {

    /** Certificates that have this in common; revokedBefore is null where they are not revoked. */
    @Serdeable
    record ShareView(
            String generation, String profile, @Nullable String revokedBefore, long certificates) {}

    /** A CRL that grows; octets are those of its DER, with the longest signature there can be. */
    @Serdeable
    record CrlView(
            String generation,
            String scope,
            long entriesNow,
            long octetsNow,
            long entriesAfter,
            long octetsAfter,
            boolean overBudget) {}

    static OutlookView of(Outlook outlook) {
        return new OutlookView(
                outlook.certificates(),
                outlook.toBeRevoked(),
                outlook.shares().stream()
                        .map(share -> {
                            var before = share.before();
                            return new ShareView(
                                    share.generation().label(),
                                    share.profile(),
                                    before == null ? null : before.label(),
                                    share.certificates());
                        })
                        .toList(),
                outlook.crls().stream()
                        .map(crl ->
                                new CrlView(
                                        crl.generation().label(),
                                        crl.place(),
                                        crl.now().entries(),
                                        crl.now().octets(),
                                        crl.after().entries(),
                                        crl.after().octets(),
                                        crl.isOverBudget()))
                        .toList(),
                Math.round(outlook.pace().perSecond()),
                Math.max(1, outlook.pace().of(outlook.certificates()).toSeconds()),
                outlook.pace().isMeasured(),
                outlook.inWords());
    }
}
