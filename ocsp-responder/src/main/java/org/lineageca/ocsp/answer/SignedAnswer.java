package org.lineageca.ocsp.answer;

import org.lineageca.ocsp.protocol.ResponseEncoder;
import org.lineageca.ocsp.protocol.SignedResponse;
import org.lineageca.octets.Octets;

/** An answer ready to be given. */
public record SignedAnswer(
        SignedResponse response, Validity validity, Delegate delegate, boolean storable) {

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
                answer.storable());
    }
}
