package org.lineageca.ocsp.answer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.ResponseData;
import org.lineageca.ocsp.protocol.SingleResponse;
import org.lineageca.octets.Octets;

/**
 * An answer that waits for its delegate's signature.
 *
 * @param storable whether it may be given to others who ask the same, here and in HTTP caches: it
 *     carries no nonce, and calls nothing unknown that may be issued a moment later
 */
public record Answer(ResponseData data, Validity validity, Delegate delegate, boolean storable) {

    /**
     * Answers each question in its order.
     *
     * @param statuses by serial number, of the one issuer asked about; absent is unknown
     * @param readAt when {@code statuses} was certainly so
     */
    public static Answer to(
            OcspRequest request,
            Map<Octets, CertificateStatus> statuses,
            Instant readAt,
            Delegate delegate,
            AnswerPolicy policy,
            Instant now) {
        var validity = Validity.of(readAt, policy.validity(), delegate);
        var responses = new ArrayList<SingleResponse>();
        var nonce = policy.nonce() ? request.nonce() : null;
        var storable = nonce == null;
        for (var certId : request.certIds()) {
            var status = statuses.getOrDefault(certId.serial(), new CertificateStatus.Unknown());
            storable &= !(status instanceof CertificateStatus.Unknown);
            responses.add(
                    new SingleResponse(
                            certId, status, validity.thisUpdate(), validity.nextUpdate()));
        }
        var data =
                new ResponseData(
                        delegate.certificate().keyHash(),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        responses,
                        nonce);
        return new Answer(data, validity, delegate, storable);
    }
}
