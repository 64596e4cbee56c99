package org.lineageca.ocsp.answer;

import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.ResponseEncoder;
import org.lineageca.ocsp.protocol.SignedResponse;
import org.lineageca.octets.Octets;

/**
 * An answer ready to be given.
 *
 * @param status what it says of the first certificate
 */
public record SignedAnswer(
        SignedResponse response,
        Validity validity,
        Delegate delegate,
        CertificateStatus status,
        boolean storable) {

    /**
     * Completes an answer.
     *
     * @param toBeSigned its DER
     * @param signature over {@code toBeSigned}
     */
    public static SignedAnswer of(Answer answer, Octets toBeSigned, Octets signature) {
        var delegate = answer.delegate();
        return new SignedAnswer(
                ResponseEncoder.signed(
                        answer.data(), toBeSigned, signature, delegate.certificate()),
                answer.validity(),
                delegate,
                answer.data().responses().getFirst().status(),
                answer.storable());
    }
}
