package org.lineageca.ocsp.protocol;

import static org.lineageca.ocsp.protocol.DerWriter.NOTHING;
import static org.lineageca.ocsp.protocol.DerWriter.NULL;
import static org.lineageca.ocsp.protocol.DerWriter.element;
import static org.lineageca.ocsp.protocol.DerWriter.explicit;
import static org.lineageca.ocsp.protocol.DerWriter.octetString;
import static org.lineageca.ocsp.protocol.DerWriter.sequence;
import static org.lineageca.ocsp.protocol.DerWriter.time;

import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Writes OCSPResponse (RFC 6960 4.2.1). */
public final class ResponseEncoder {

    /** id-pkix-ocsp-basic. */
    private static final Octets BASIC = Octets.ofHex("06092b0601050507300101");

    /** id-pkix-ocsp-nonce (RFC 9654). */
    private static final Octets NONCE = Octets.ofHex("06092b0601050507300102");

    /** id-pkix-ocsp-crl (RFC 6960 4.4.2). */
    private static final Octets CRL = Octets.ofHex("06092b0601050507300103");

    /** id-pkix-ocsp-archive-cutoff (RFC 6960 4.4.4). */
    private static final Octets ARCHIVE_CUTOFF = Octets.ofHex("06092b0601050507300106");

    /** id-pkix-ocsp-extended-revoke (RFC 6960 4.4.8). */
    private static final Octets EXTENDED_REVOKE = Octets.ofHex("06092b0601050507300109");

    // RFC 5758 3.2: parameters are absent. RFC 4055 5: parameters are NULL.
    private static final Octets ECDSA_SHA256 = Octets.ofHex("300a06082a8648ce3d040302");
    private static final Octets ECDSA_SHA384 = Octets.ofHex("300a06082a8648ce3d040303");
    private static final Octets RSA_SHA256 = Octets.ofHex("300d06092a864886f70d01010b0500");
    private static final Octets RSA_SHA384 = Octets.ofHex("300d06092a864886f70d01010c0500");

    private static final Octets GOOD = Octets.ofHex("8000");
    private static final Octets UNKNOWN = Octets.ofHex("8200");
    private static final Octets NO_UNUSED_BITS = Octets.ofHex("00");
    private static final int BIT_STRING = 0x03;
    private static final int ENUMERATED = 0x0a;

    private ResponseEncoder() {}

    /** The DER to be signed. */
    public static Octets toBeSigned(ResponseData data) {
        var responses = new Octets[data.responses().size()];
        for (var i = 0; i < responses.length; i++) {
            responses[i] = single(data.responses().get(i));
        }
        return sequence(
                explicit(2, octetString(data.responderKeyHash())),
                time(data.producedAt()),
                sequence(responses),
                extensions(extensions(data)));
    }

    /**
     * Puts the signature to what was signed.
     *
     * @param data what was signed
     * @param toBeSigned its DER
     * @param signature as {@link org.lineageca.hsm.client.Signer} returns it
     */
    public static SignedResponse signed(
            ResponseData data, Octets toBeSigned, Octets signature, DelegateCertificate delegate) {
        var basic =
                sequence(
                        toBeSigned,
                        algorithmIdentifier(delegate.algorithm()),
                        element(BIT_STRING, NO_UNUSED_BITS, signature),
                        delegate.certificates());
        var whole = response(0, explicit(0, sequence(BASIC, octetString(basic))));
        var head = whole.first(whole.length() - delegate.certificates().length());
        var certId = data.responses().getFirst().certId().der();
        return new SignedResponse(
                head,
                delegate.certificates(),
                (short) head.indexOf(certId),
                (short) certId.length());
    }

    /** An answer without responseBytes. */
    public static Octets error(ErrorStatus status) {
        return response(status.code(), NOTHING);
    }

    private static Octets response(int status, Octets responseBytes) {
        return sequence(enumerated(status), responseBytes);
    }

    private static Octets single(SingleResponse response) {
        return sequence(
                response.certId().der(),
                status(response.status()),
                time(response.thisUpdate()),
                explicit(0, time(response.nextUpdate())),
                extensions(extensions(response)));
    }

    private static Octets status(CertificateStatus status) {
        return switch (status) {
            case CertificateStatus.Good _ -> GOOD;
            case CertificateStatus.Revoked revoked -> revokedInfo(revoked);
            case CertificateStatus.Unknown _ -> UNKNOWN;
        };
    }

    private static Octets revokedInfo(CertificateStatus.Revoked revoked) {
        // RFC 5280 5.3.1: "the reason code CRL entry extension SHOULD be absent instead of using
        // the unspecified (0) reasonCode value".
        var reason =
                revoked.reason() == RevocationReason.UNSPECIFIED
                        ? NOTHING
                        : explicit(0, enumerated(revoked.reason().code()));
        return element(DerCursor.context(1), time(revoked.at()), reason);
    }

    private static Octets extensions(SingleResponse response) {
        var crl = response.crl();
        var cutoff = response.archiveCutoff();
        return Octets.join(
                crl == null ? NOTHING : extension(CRL, crlId(crl)),
                cutoff == null ? NOTHING : extension(ARCHIVE_CUTOFF, time(cutoff)));
    }

    private static Octets extensions(ResponseData data) {
        var nonce = data.nonce();
        return Octets.join(
                // RFC 9654 2.1: extnValue holds the DER of an OCTET STRING that holds the nonce.
                nonce == null ? NOTHING : extension(NONCE, octetString(nonce)),
                data.extendedRevoke() ? extension(EXTENDED_REVOKE, NULL) : NOTHING);
    }

    /** Extensions where there are any; both are [1] where they stand. */
    private static Octets extensions(Octets all) {
        return all.length() == 0 ? NOTHING : explicit(1, sequence(all));
    }

    /** None of them is critical: whoever does not know it loses nothing. */
    private static Octets extension(Octets id, Octets value) {
        return sequence(id, octetString(value));
    }

    private static Octets crlId(CrlReference crl) {
        return sequence(
                explicit(0, DerWriter.ia5String(crl.url())),
                explicit(1, DerWriter.integer(crl.number())),
                explicit(2, time(crl.thisUpdate())));
    }

    private static Octets algorithmIdentifier(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256 -> ECDSA_SHA256;
            case ECDSA_SHA384 -> ECDSA_SHA384;
            case RSA_PKCS1_SHA256 -> RSA_SHA256;
            case RSA_PKCS1_SHA384 -> RSA_SHA384;
            case RSA_PSS_SHA256, RSA_PSS_SHA384 ->
                    throw new IllegalArgumentException("answers are not signed with RSASSA-PSS");
        };
    }

    private static Octets enumerated(int value) {
        return element(ENUMERATED, Octets.of(new byte[] {(byte) value}));
    }
}
