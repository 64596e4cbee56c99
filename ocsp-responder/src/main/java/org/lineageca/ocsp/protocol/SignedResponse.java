package org.lineageca.ocsp.protocol;

import org.lineageca.octets.Octets;

/**
 * A successful OCSPResponse in two parts: one after the other they are its DER.
 *
 * <p>The certificates come last and are the same in every response of a delegate, so they are held
 * once.
 *
 * @param head all octets up to and with the signature
 * @param certificates the element {@code certs} of BasicOCSPResponse
 */
public record SignedResponse(Octets head, Octets certificates) {

    private static final int TAG_LENGTH = 16;

    public int length() {
        return head.length() + certificates.length();
    }

    /**
     * A name for exactly these octets: the end of the signature, which no other content shares.
     *
     * @return 32 hexadecimal digits
     */
    public String tag() {
        var hex = head.toHex();
        return hex.substring(hex.length() - 2 * TAG_LENGTH);
    }
}
