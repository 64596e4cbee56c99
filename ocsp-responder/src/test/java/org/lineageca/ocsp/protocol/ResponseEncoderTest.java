package org.lineageca.ocsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.octets.Octets;

/** RFC 6960 4.2.1: the octets, pinned, and what OpenSSL made of them in the dumps beside them. */
class ResponseEncoderTest {

    private static final Instant THIS_UPDATE = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant REVOKED_AT = Instant.parse("2026-11-30T23:59:59Z");

    static Stream<Arguments> responses() {
        var nonce = Golden.request("request_nonce.der").nonce();
        return Stream.of(
                Arguments.of("response_good", "request_sha1.der", null, new Object[] {good()}),
                Arguments.of(
                        "response_unspecified",
                        "request_sha256.der",
                        null,
                        new Object[] {revoked(RevocationReason.UNSPECIFIED)}),
                Arguments.of(
                        "response_three",
                        "request_three.der",
                        nonce,
                        new Object[] {
                            good(),
                            revoked(RevocationReason.KEY_COMPROMISE),
                            new CertificateStatus.Unknown()
                        }));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void writesTheOctetsThatWereReviewed(
            String name, String request, @Nullable Octets nonce, Object[] statuses)
            throws UnfitDelegateException {
        var responses = new ArrayList<SingleResponse>();
        for (var certId : Golden.request(request).certIds()) {
            var status = (CertificateStatus) statuses[responses.size()];
            var nextUpdate = THIS_UPDATE.plus(Duration.ofHours(12));
            responses.add(new SingleResponse(certId, status, THIS_UPDATE, nextUpdate));
        }
        var delegate = Golden.delegate();
        var data = new ResponseData(delegate.keyHash(), THIS_UPDATE, responses, nonce);

        var response =
                ResponseEncoder.signed(
                        ResponseEncoder.toBeSigned(data),
                        delegate.algorithm(),
                        Golden.octets(name + ".signature"),
                        delegate);

        assertThat(Octets.of(ParsedResponse.octets(response)))
                .isEqualTo(Golden.octets(name + ".der"));
    }

    @Test
    void omitsTheReasonWhenThereIsNone() {
        // revokedInfo [1] holds a time and nothing else.
        assertThat(Golden.octets("response_unspecified.der").toHex())
                .contains("a111180f32303236313133303233353935395a180f");
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST,30030a0101",
        "INTERNAL_ERROR,30030a0102",
        "TRY_LATER,30030a0103",
        "UNAUTHORIZED,30030a0106"
    })
    void writesErrorsWithoutResponseBytes(ErrorStatus status, String hex) {
        assertThat(ResponseEncoder.error(status).toHex()).isEqualTo(hex);
    }

    @Test
    void namesEachAnswerByTheEndOfItsSignature() {
        var response =
                new SignedResponse(
                        Octets.ofHex("00".repeat(40) + "0123456789abcdef0123456789abcdef"),
                        Octets.ofHex("a000"));

        assertThat(response.tag()).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    private static CertificateStatus good() {
        return new CertificateStatus.Good();
    }

    private static CertificateStatus revoked(RevocationReason reason) {
        return new CertificateStatus.Revoked(REVOKED_AT, reason);
    }
}
