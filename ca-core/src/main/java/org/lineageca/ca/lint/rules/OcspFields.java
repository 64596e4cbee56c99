package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What anybody's OCSP response says (RFC 6960 4.2.1).
 *
 * @param answer empty where it is an error
 */
record OcspFields(int status, Optional<BasicOCSPResponse> answer) {

    /** The tag of a CertStatus (RFC 6960 4.2.1). */
    private static final int REVOKED = 1;

    private static final Map<ASN1ObjectIdentifier, String> HASHES =
            Map.of(
                    OIWObjectIdentifiers.idSHA1, "SHA-1",
                    NISTObjectIdentifiers.id_sha256, "SHA-256",
                    NISTObjectIdentifiers.id_sha384, "SHA-384",
                    NISTObjectIdentifiers.id_sha512, "SHA-512");

    /**
     * The answer for one certificate.
     *
     * @param certificate its serial number, with what names its issuer
     * @param reason of its revocation; null where there is none
     */
    record Single(
            String certificate,
            Instant thisUpdate,
            @Nullable Instant nextUpdate,
            @Nullable Integer reason) {

        static Single of(SingleResponse response) {
            var id = response.getCertID();
            return new Single(
                    "%x of issuer %s"
                            .formatted(
                                    id.getSerialNumber().getValue(),
                                    Octets.of(id.getIssuerKeyHash().getOctets())),
                    instant(response.getThisUpdate()),
                    response.getNextUpdate() == null ? null : instant(response.getNextUpdate()),
                    revoked(response)
                            .map(RevokedInfo::getRevocationReason)
                            .map(reason -> reason.getValue().intValue())
                            .orElse(null));
        }

        private static Optional<RevokedInfo> revoked(SingleResponse response) {
            var status = response.getCertStatus();
            return status.getTagNo() == REVOKED
                    ? Optional.of(RevokedInfo.getInstance(status.getStatus()))
                    : Optional.empty();
        }
    }

    static OcspFields of(Octets der) {
        var response = OCSPResponse.getInstance(der.toArray());
        var bytes = response.getResponseBytes();
        return new OcspFields(
                response.getResponseStatus().getIntValue(),
                bytes != null
                                && bytes.getResponseType()
                                        .equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)
                        ? Optional.of(
                                BasicOCSPResponse.getInstance(bytes.getResponse().getOctets()))
                        : Optional.empty());
    }

    Stream<Single> singles() {
        return responses().map(Single::of);
    }

    /** What names each certificate. */
    Stream<CertID> ids() {
        return responses().map(SingleResponse::getCertID);
    }

    private Stream<SingleResponse> responses() {
        return answer.stream()
                .flatMap(response ->
                        Stream.of(response.getTbsResponseData().getResponses().toArray()))
                .map(SingleResponse::getInstance);
    }

    /** All times that are written, as they are. */
    List<String> times() {
        return Stream.concat(
                        answer.stream()
                                .map(response -> response.getTbsResponseData().getProducedAt()),
                        responses().flatMap(OcspFields::times))
                .map(ASN1GeneralizedTime::getTimeString)
                .toList();
    }

    private static Stream<ASN1GeneralizedTime> times(SingleResponse response) {
        return Stream.of(
                        Optional.of(response.getThisUpdate()),
                        Optional.ofNullable(response.getNextUpdate()),
                        Single.revoked(response).map(RevokedInfo::getRevocationTime))
                .flatMap(Optional::stream);
    }

    /** Of the answer as a whole. */
    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return answer.map(response -> response.getTbsResponseData().getResponseExtensions())
                .map(extensions -> extensions.getExtension(type));
    }

    /** Of the answer as a whole, and for each certificate. */
    List<Extension> extensions() {
        return Stream.concat(
                        answer.stream()
                                .map(response ->
                                        response.getTbsResponseData().getResponseExtensions()),
                        responses().map(SingleResponse::getSingleExtensions))
                .filter(Objects::nonNull)
                .flatMap(extensions ->
                        Stream.of(extensions.getExtensionOIDs()).map(extensions::getExtension))
                .toList();
    }

    /** Whether the responder is named by the subject of a certificate, or its key. */
    boolean responderIs(CertificateFields signer) {
        return answer.map(response -> response.getTbsResponseData().getResponderID())
                .filter(responder ->
                        responder.getName() != null
                                ? responder.getName().equals(signer.subject())
                                : Octets.of(responder.getKeyHash())
                                        .equals(
                                                AnswerBesideIssuer.keyBits(signer.key())
                                                        .digest("SHA-1")))
                .isPresent();
    }

    boolean isSignedWith(SubjectPublicKeyInfo key) {
        try {
            return answer.isPresent()
                    && new BasicOCSPResp(answer.get())
                            .isSignatureValid(SignatureAlgorithms.verifier(key));
        } catch (OperatorCreationException
                | OCSPException
                | RuntimeOperatorException unverifiable) {
            return false;
        }
    }

    /** Whether the certificate that comes along is signed with a key. */
    boolean signerIsSignedWith(SubjectPublicKeyInfo key) {
        try {
            var certificate = certificate();
            return certificate.isPresent()
                    && new X509CertificateHolder(Certificate.getInstance(certificate.get()))
                            .isSignatureValid(SignatureAlgorithms.verifier(key));
        } catch (OperatorCreationException
                | CertException
                | RuntimeOperatorException unverifiable) {
            return false;
        }
    }

    /** The name by which the JDK knows a hash; empty where it is none of those in use. */
    static Optional<String> hash(AlgorithmIdentifier algorithm) {
        return Optional.ofNullable(HASHES.get(algorithm.getAlgorithm()));
    }

    /** The epoch where it is no answer. */
    Instant producedAt() {
        return answer.map(response -> instant(response.getTbsResponseData().getProducedAt()))
                .orElse(Instant.EPOCH);
    }

    /** The first certificate that comes along. */
    Optional<CertificateFields> signer() {
        return certificate()
                .map(certificate -> {
                    try {
                        return CertificateFields.of(
                                Octets.of(certificate.toASN1Primitive().getEncoded()));
                    } catch (IOException e) {
                        throw new IllegalArgumentException("its certificate has no encoding", e);
                    }
                });
    }

    private Optional<ASN1Encodable> certificate() {
        return answer.map(BasicOCSPResponse::getCerts)
                .filter(certificates -> certificates.size() > 0)
                .map(certificates -> certificates.getObjectAt(0));
    }

    static Instant instant(ASN1GeneralizedTime time) {
        try {
            return time.getDate().toInstant();
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time".formatted(time.getTimeString()), e);
        }
    }
}
