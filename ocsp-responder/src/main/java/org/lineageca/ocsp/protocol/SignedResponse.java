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
 * @param question where in {@code head} the first CertID begins, which is the asker's
 * @param questionLength how long that is, in octets
 */
public record SignedResponse(
        Octets head, Octets certificates, short question, short questionLength) {

    private static final int TAG_LENGTH = 16;

    public int length() {
        return head.length() + certificates.length();
    }

    /** The first CertID answered to, as it was asked. */
    public Octets certId() {
        return head.part(question, question + questionLength);
    }

    /** Whether it answers to this CertID first. */
    public boolean isAbout(Octets certId) {
        return certId.length() == questionLength && head.hasAt(question, certId);
    }

    /**
     * A name for exactly these octets: the end of the signature, which no other content shares.
     *
     * @return 32 hexadecimal digits
     */
    public String tag() {
        return head.part(head.length() - TAG_LENGTH, head.length()).toHex();
    }
}
