package org.lineageca.ca.crl;

import java.time.Instant;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;

/**
 * All that the length of an entry's encoding depends on (RFC 5280 5.1.2.6, 5.3).
 *
 * @param serialOctets of the content of the serial number's INTEGER
 * @param generalizedTime whether its revocationDate lies in 2050 or later
 * @param reasonCode whether it has one
 * @param invalidityDate whether it has one
 */
public record EntryShape(
        int serialOctets, boolean generalizedTime, boolean reasonCode, boolean invalidityDate) {

    /** From it on a Time is a GeneralizedTime (RFC 5280 5.1.2.4). */
    public static final Instant GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");

    static final int UTC_TIME_OCTETS = 15;
    static final int GENERALIZED_TIME_OCTETS = 17;
    static final int REASON_CODE_OCTETS = 12;
    static final int INVALIDITY_DATE_OCTETS = 26;

    static EntryShape of(RevocationEntry entry) {
        return new EntryShape(
                entry.serial().octets().length(),
                !entry.revocationDate().isBefore(GENERALIZED),
                entry.reason() != RevocationReason.UNSPECIFIED,
                entry.invalidityDate() != null);
    }

    /** The length of the entry; every length in it is below 128, so that each header has two. */
    int octets() {
        var extensions = extensionOctets();
        return 2
                + 2
                + serialOctets
                + (generalizedTime ? GENERALIZED_TIME_OCTETS : UTC_TIME_OCTETS)
                + (extensions == 0 ? 0 : 2 + extensions);
    }

    int extensionOctets() {
        return (reasonCode ? REASON_CODE_OCTETS : 0)
                + (invalidityDate ? INVALIDITY_DATE_OCTETS : 0);
    }
}
