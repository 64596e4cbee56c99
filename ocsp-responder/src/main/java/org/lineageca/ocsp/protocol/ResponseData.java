package org.lineageca.ocsp.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What a responder signs (RFC 6960 4.2.1).
 *
 * @param responderKeyHash SHA-1 of the responder's public key bits: the responder is named by key
 * @param producedAt when it was signed
 * @param nonce the asker's, or null
 * @param extendedRevoke whether a certificate that was never issued is called revoked in it (RFC
 *     6960 4.4.8)
 */
public record ResponseData(
        Octets responderKeyHash,
        Instant producedAt,
        List<SingleResponse> responses,
        @Nullable Octets nonce,
        boolean extendedRevoke) {

    public ResponseData {
        responses = List.copyOf(responses);
    }
}
