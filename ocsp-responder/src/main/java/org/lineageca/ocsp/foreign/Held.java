package org.lineageca.ocsp.foreign;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.crl.Crl;
import org.lineageca.ocsp.crl.SerialTable;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.octets.Octets;

/**
 * All that is known of one issuer's certificates.
 *
 * @param crls the last good one of each place
 * @param places how many there are; good is only said when each has given a CRL
 * @param issued null if that is not known
 */
record Held(Map<String, Crl> crls, int places, @Nullable SerialTable issued, CrlIssuer.Good good) {

    private static final CertificateStatus GOOD = new CertificateStatus.Good();
    private static final Period NEVER = new Period(Instant.EPOCH, Instant.EPOCH);

    Held {
        crls = Map.copyOf(crls);
    }

    /** From the oldest CRL to the first that ends; none is dispensable. */
    Period period() {
        if (crls.size() < places) {
            return NEVER;
        }
        var from = Instant.MAX;
        var until = Instant.MAX;
        for (var crl : crls.values()) {
            from = crl.thisUpdate().isBefore(from) ? crl.thisUpdate() : from;
            until = crl.nextUpdate().isBefore(until) ? crl.nextUpdate() : until;
        }
        return new Period(from, until);
    }

    /** What is known of a certificate; nothing if it may never have been issued. */
    Optional<CertificateStatus> status(Octets serial) {
        for (var crl : crls.values()) {
            var revoked = crl.revoked().find(serial);
            if (revoked.isPresent()) {
                return Optional.of(revoked.get());
            }
        }
        var known =
                good == CrlIssuer.Good.NOT_REVOKED || (issued != null && issued.contains(serial));
        return known && speakForAll() ? Optional.of(GOOD) : Optional.empty();
    }

    /** A CRL of user certificates says nothing of a CA's, and a CertID does not say which it is. */
    private boolean speakForAll() {
        return crls.values().stream().anyMatch(crl -> crl.scope().users())
                && crls.values().stream().anyMatch(crl -> crl.scope().authorities());
    }

    /** Tells of which certificates the other knows something else. */
    void differences(Held other, Consumer<Octets> tell) {
        for (var entry : crls.entrySet()) {
            var theirs = other.crls.get(entry.getKey());
            if (theirs != null && !theirs.equals(entry.getValue())) {
                entry.getValue().revoked().differences(theirs.revoked(), tell);
            }
        }
        if (issued != null && other.issued != null && !issued.equals(other.issued)) {
            issued.differences(other.issued, tell);
        }
    }
}
