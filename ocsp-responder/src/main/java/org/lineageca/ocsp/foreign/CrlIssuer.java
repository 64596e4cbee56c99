package org.lineageca.ocsp.foreign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CA that is not ours and whose CRLs are answered from.
 *
 * @param certificate file of its CA certificate, PEM or DER
 * @param crls files or http(s) URLs, PEM or DER, that together speak for all its certificates
 * @param signer file of the certificate by which it lets us answer for it; the key is on our token
 * @param issued file of the serial numbers it issued, hexadecimal, one a line; null if that is not
 *     known
 * @param good which certificates are good
 * @param refresh how often the CRLs are read again
 */
public record CrlIssuer(
        Path certificate,
        List<String> crls,
        Path signer,
        @Nullable Path issued,
        Good good,
        Duration refresh) {

    /** What is called good; anything else that is not revoked is unknown. */
    public enum Good {
        /** What is known to be issued. */
        ISSUED,
        /** Whatever is on no CRL, as an officer chose: also what was never issued. */
        NOT_REVOKED
    }

    public CrlIssuer {
        crls = List.copyOf(crls);
        if (crls.isEmpty()) {
            throw new IllegalArgumentException("no CRL is named");
        }
        if (good == Good.ISSUED && issued == null) {
            throw new IllegalArgumentException(
                    "nothing would ever be good: name the file of issued serial numbers, or choose good: not-revoked");
        }
    }
}
