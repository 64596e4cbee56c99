package org.lineageca.ocsp.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.CrlReference;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.ResponseData;
import org.lineageca.ocsp.protocol.SingleResponse;
import org.lineageca.octets.Octets;

/**
 * An answer that waits for its delegate's signature.
 *
 * @param storable whether it may be given to others who ask the same, here and in HTTP caches: it
 *     carries no nonce, and speaks of no certificate that may yet be issued a moment later
 */
public record Answer(ResponseData data, Validity validity, Delegate delegate, boolean storable) {

    /** Longer than a revocation takes to commit: who was revoked that long before is on the CRL. */
    private static final Duration COMMIT = Duration.ofMinutes(1);

    /**
     * Answers each question in its order.
     *
     * @param statuses by serial number, of the one issuer asked about; absent is never issued
     * @param readAt when {@code statuses} was certainly so
     */
    public static Answer to(
            OcspRequest request,
            Map<Octets, CertificateStatus> statuses,
            Instant readAt,
            Answering answering,
            Instant now) {
        var policy = answering.policy();
        var delegate = answering.delegate();
        var producedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var validity = Validity.of(readAt, answering.period(), policy.validity(), delegate);
        var cutoff = policy.retention() == null ? null : producedAt.minus(policy.retention());
        var neverIssued =
                policy.extendedRevoke()
                        ? CertificateStatus.NEVER_ISSUED
                        : new CertificateStatus.Unknown();
        var nonce = policy.nonce() ? request.nonce() : null;
        var allIssued = true;
        var responses = new ArrayList<SingleResponse>(request.certIds().size());
        for (var certId : request.certIds()) {
            var status = statuses.get(certId.serial());
            allIssued &= status != null;
            responses.add(
                    new SingleResponse(
                            certId,
                            status == null ? neverIssued : status,
                            validity.thisUpdate(),
                            validity.nextUpdate(),
                            status == null ? null : crlWith(status, answering.crl()),
                            status == null ? null : cutoff));
        }
        var extendedRevoke = !allIssued && policy.extendedRevoke();
        var data =
                new ResponseData(
                        delegate.certificate().keyHash(),
                        producedAt,
                        responses,
                        nonce,
                        extendedRevoke);
        return new Answer(data, validity, delegate, nonce == null && allIssued);
    }

    /** The CRL if the certificate is on it. */
    private static @Nullable CrlReference crlWith(
            CertificateStatus status, @Nullable CrlReference crl) {
        return crl != null
                        && status instanceof CertificateStatus.Revoked revoked
                        && revoked.at().plus(COMMIT).isBefore(crl.thisUpdate())
                        && crl.thisUpdate().isBefore(revoked.notAfter())
                ? crl
                : null;
    }
}
