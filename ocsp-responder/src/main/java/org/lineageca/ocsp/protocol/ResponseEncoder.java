package org.lineageca.ocsp.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Writes OCSPResponse (RFC 6960 4.2.1). */
public final class ResponseEncoder {

    /** GeneralizedTime without fractions, as RFC 5280 4.1.2.5.2 has it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** id-pkix-ocsp-extended-revoke (RFC 6960 4.4.8). */
    private static final ASN1ObjectIdentifier EXTENDED_REVOKE =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.9");

    private ResponseEncoder() {}

    /** The DER to be signed. */
    public static Octets toBeSigned(ResponseData data) {
        var fields = new ASN1EncodableVector();
        fields.add(new DERTaggedObject(true, 2, octetString(data.responderKeyHash())));
        fields.add(time(data.producedAt()));
        var responses = new ASN1EncodableVector();
        for (var response : data.responses()) {
            responses.add(single(response));
        }
        fields.add(new DERSequence(responses));
        var extensions = extensions(data);
        if (extensions.size() > 0) {
            fields.add(explicit(1, new DERSequence(extensions)));
        }
        return der(new DERSequence(fields));
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
        var basic = new ASN1EncodableVector();
        basic.add(parsed(toBeSigned));
        basic.add(algorithmIdentifier(delegate.algorithm()));
        basic.add(new DERBitString(signature.toArray()));
        basic.add(parsed(delegate.certificates()));
        var bytes = new ASN1EncodableVector();
        bytes.add(OCSPObjectIdentifiers.id_pkix_ocsp_basic);
        bytes.add(octetString(der(new DERSequence(basic))));
        var whole = der(response(0, new DERSequence(bytes)));
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
        return der(response(status.code(), null));
    }

    private static ASN1EncodableVector extensions(ResponseData data) {
        var extensions = new ASN1EncodableVector();
        if (data.nonce() != null) {
            // RFC 9654 2.1: extnValue holds the DER of an OCTET STRING that holds the nonce.
            extensions.add(
                    extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, octetString(data.nonce())));
        }
        if (data.extendedRevoke()) {
            extensions.add(extension(EXTENDED_REVOKE, DERNull.INSTANCE));
        }
        return extensions;
    }

    private static DERSequence response(int status, @Nullable DERSequence responseBytes) {
        var fields = new ASN1EncodableVector();
        fields.add(new ASN1Enumerated(status));
        if (responseBytes != null) {
            fields.add(new DERTaggedObject(true, 0, responseBytes));
        }
        return new DERSequence(fields);
    }

    private static DERSequence single(SingleResponse response) {
        var fields = new ASN1EncodableVector();
        fields.add(parsed(response.certId().der()));
        fields.add(status(response.status()));
        fields.add(time(response.thisUpdate()));
        fields.add(explicit(0, time(response.nextUpdate())));
        var extensions = extensions(response);
        if (extensions.size() > 0) {
            fields.add(explicit(1, new DERSequence(extensions)));
        }
        return new DERSequence(fields);
    }

    private static ASN1EncodableVector extensions(SingleResponse response) {
        var extensions = new ASN1EncodableVector();
        if (response.crl() != null) {
            extensions.add(
                    extension(OCSPObjectIdentifiers.id_pkix_ocsp_crl, crlId(response.crl())));
        }
        if (response.archiveCutoff() != null) {
            extensions.add(
                    extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff,
                            time(response.archiveCutoff())));
        }
        return extensions;
    }

    private static DERSequence crlId(CrlReference crl) {
        var fields = new ASN1EncodableVector();
        fields.add(explicit(0, new DERIA5String(crl.url())));
        fields.add(explicit(1, new ASN1Integer(crl.number())));
        fields.add(explicit(2, time(crl.thisUpdate())));
        return new DERSequence(fields);
    }

    private static DERTaggedObject status(CertificateStatus status) {
        return switch (status) {
            case CertificateStatus.Good _ -> new DERTaggedObject(false, 0, DERNull.INSTANCE);
            case CertificateStatus.Revoked revoked ->
                    new DERTaggedObject(false, 1, revokedInfo(revoked));
            case CertificateStatus.Unknown _ -> new DERTaggedObject(false, 2, DERNull.INSTANCE);
        };
    }

    private static DERSequence revokedInfo(CertificateStatus.Revoked revoked) {
        var fields = new ASN1EncodableVector();
        fields.add(time(revoked.at()));
        // RFC 5280 5.3.1: "the reason code CRL entry extension SHOULD be absent instead of using
        // the unspecified (0) reasonCode value".
        if (revoked.reason() != RevocationReason.UNSPECIFIED) {
            fields.add(new DERTaggedObject(true, 0, new ASN1Enumerated(revoked.reason().code())));
        }
        return new DERSequence(fields);
    }

    /** None of them is critical: whoever does not know it loses nothing. */
    private static DERSequence extension(ASN1ObjectIdentifier id, ASN1Object value) {
        var fields = new ASN1EncodableVector();
        fields.add(id);
        fields.add(octetString(der(value)));
        return new DERSequence(fields);
    }

    private static DERTaggedObject explicit(int tag, ASN1Object value) {
        return new DERTaggedObject(true, tag, value);
    }

    private static AlgorithmIdentifier algorithmIdentifier(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            // RFC 5758 3.2: parameters are absent. RFC 4055 5: parameters are NULL.
            case ECDSA_SHA256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ECDSA_SHA384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case RSA_PKCS1_SHA256 -> rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption);
            case RSA_PKCS1_SHA384 -> rsa(PKCSObjectIdentifiers.sha384WithRSAEncryption);
            case RSA_PSS_SHA256, RSA_PSS_SHA384 ->
                    throw new IllegalArgumentException("answers are not signed with RSASSA-PSS");
        };
    }

    private static AlgorithmIdentifier rsa(ASN1ObjectIdentifier oid) {
        return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
    }

    private static ASN1GeneralizedTime time(Instant instant) {
        return new DERGeneralizedTime(TIME.format(instant));
    }

    private static DEROctetString octetString(Octets octets) {
        return new DEROctetString(octets.toArray());
    }

    private static ASN1Primitive parsed(Octets der) {
        try {
            return ASN1Primitive.fromByteArray(der.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("not DER: " + der, e);
        }
    }

    static Octets der(ASN1Object object) {
        try {
            return Octets.of(object.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be written as DER", e);
        }
    }
}
