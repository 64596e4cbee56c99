package org.lineageca.ocsp.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * An OCSPRequest (RFC 6960 4.1.1). A signature over it is not looked at: answers are public.
 *
 * @param certIds at least one
 * @param nonce 1 to 128 octets (RFC 9654), or null when the asker sent none
 */
public record OcspRequest(List<CertId> certIds, @Nullable Octets nonce) implements ParsedRequest {

    public OcspRequest {
        certIds = List.copyOf(certIds);
        if (certIds.isEmpty()) {
            throw new IllegalArgumentException(
                    "an OCSP request asks about at least one certificate");
        }
    }

    /** The same questions, asked without a nonce. */
    public OcspRequest withoutNonce() {
        return new OcspRequest(certIds, null);
    }
}
