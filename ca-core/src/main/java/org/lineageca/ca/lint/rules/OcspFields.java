package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What anybody's OCSP response says (RFC 6960 4.2.1).
 *
 * @param answer empty where it is an error
 */
record OcspFields(int status, Optional<BasicOCSPResponse> answer) {

    /**
     * The answer for one certificate.
     *
     * @param certificate its serial number, with what names its issuer
     */
    record Single(String certificate, Instant thisUpdate, @Nullable Instant nextUpdate) {

        static Single of(SingleResponse response) {
            var id = response.getCertID();
            return new Single(
                    "%x of issuer %s"
                            .formatted(
                                    id.getSerialNumber().getValue(),
                                    Octets.of(id.getIssuerKeyHash().getOctets())),
                    instant(response.getThisUpdate()),
                    response.getNextUpdate() == null ? null : instant(response.getNextUpdate()));
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
        return answer.stream()
                .map(response -> response.getTbsResponseData().getResponses())
                .flatMap(responses ->
                        IntStream.range(0, responses.size())
                                .mapToObj(i ->
                                        Single.of(
                                                SingleResponse.getInstance(
                                                        responses.getObjectAt(i)))));
    }

    /** The epoch where it is no answer. */
    Instant producedAt() {
        return answer.map(response -> instant(response.getTbsResponseData().getProducedAt()))
                .orElse(Instant.EPOCH);
    }

    /** The first certificate that comes along. */
    Optional<CertificateFields> signer() {
        return answer.map(BasicOCSPResponse::getCerts)
                .filter(certificates -> certificates.size() > 0)
                .map(certificates -> {
                    try {
                        return CertificateFields.of(
                                Octets.of(
                                        certificates
                                                .getObjectAt(0)
                                                .toASN1Primitive()
                                                .getEncoded()));
                    } catch (IOException e) {
                        throw new IllegalArgumentException("its certificate has no encoding", e);
                    }
                });
    }

    private static Instant instant(ASN1GeneralizedTime time) {
        try {
            return time.getDate().toInstant();
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time".formatted(time.getTimeString()), e);
        }
    }
}
