package org.lineageca.ocsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
            responses.add(new SingleResponse(certId, status, THIS_UPDATE, nextUpdate, null, null));
        }
        var delegate = Golden.delegate();
        var data = new ResponseData(delegate.keyHash(), THIS_UPDATE, responses, nonce, false);

        var response =
                ResponseEncoder.signed(
                        data,
                        ResponseEncoder.toBeSigned(data),
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
                        Octets.ofHex("a000"),
                        (short) 3,
                        (short) 4);

        assertThat(response.tag()).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @Test
    void knowsWhichQuestionItAnswers() throws UnfitDelegateException {
        var sha1 = Golden.request("request_sha1.der").certIds().getFirst();
        var sha256 = Golden.request("request_sha256.der").certIds().getFirst();

        var response = signed(single(sha1, good(), null, null), false);

        assertThat(response.certId()).isEqualTo(sha1.der());
        assertThat(response.isAbout(sha1.der())).isTrue();
        assertThat(response.isAbout(sha256.der())).isFalse();
    }

    /** RFC 6960 4.4.2: CrlID with all its fields; 4.4.4: a GeneralizedTime. */
    @Test
    void namesTheCrlAndTheArchiveCutoff(@TempDir Path folder) throws Exception {
        var crl = new CrlReference("http://ca.test/1.crl", 258, THIS_UPDATE);
        var revoked = revoked(RevocationReason.SUPERSEDED);
        var certId = Golden.request("request_sha1.der").certIds().getFirst();
        var cutoff = Instant.parse("2016-12-01T10:00:00Z");

        var response = signed(single(certId, revoked, crl, cutoff), false);

        assertThat(Octets.of(ParsedResponse.octets(response)).toHex())
                .contains(
                        "304006092b06010505073001030433"
                                + "3031a0161614"
                                + Octets.of(crl.url().getBytes(StandardCharsets.US_ASCII)).toHex()
                                + "a10402020102"
                                + "a211180f32303236313230313130303030305a"
                                + "301e06092b060105050730010604"
                                + "11180f32303136313230313130303030305a");
        assertThat(openssl(folder, response))
                .contains("OCSP CRL ID", "crlUrl: http://ca.test/1.crl", "crlNum: 0102")
                .contains("crlTime: Dec  1 10:00:00 2026 GMT")
                .contains("OCSP Archive Cutoff", "Dec  1 10:00:00 2016 GMT");
    }

    /** RFC 6960 2.2 and 4.4.8. */
    @Test
    void callsRevokedWhatWasNeverIssued(@TempDir Path folder) throws Exception {
        var certId = Golden.request("request_sha1.der").certIds().getFirst();

        var response = signed(single(certId, CertificateStatus.NEVER_ISSUED, null, null), true);

        assertThat(Octets.of(ParsedResponse.octets(response)).toHex())
                .contains("a116180f31393730303130313030303030305aa0030a0106")
                .contains("a1133011300f06092b0601050507300109" + "04020500");
        assertThat(openssl(folder, response))
                .contains("Revocation Time: Jan  1 00:00:00 1970 GMT")
                .contains("Revocation Reason: certificateHold (0x6)");
    }

    private static SingleResponse single(
            CertId certId,
            CertificateStatus status,
            @Nullable CrlReference crl,
            @Nullable Instant cutoff) {
        var nextUpdate = THIS_UPDATE.plus(Duration.ofHours(12));
        return new SingleResponse(certId, status, THIS_UPDATE, nextUpdate, crl, cutoff);
    }

    private static SignedResponse signed(SingleResponse single, boolean extendedRevoke)
            throws UnfitDelegateException {
        var delegate = Golden.delegate();
        var data =
                new ResponseData(
                        delegate.keyHash(), THIS_UPDATE, List.of(single), null, extendedRevoke);
        return ResponseEncoder.signed(
                data,
                ResponseEncoder.toBeSigned(data),
                Golden.octets("response_good.signature"),
                delegate);
    }

    /** What OpenSSL reads in it. */
    private static String openssl(Path folder, SignedResponse response)
            throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("response"), ParsedResponse.octets(response));
        var process =
                new ProcessBuilder(
                                "openssl", "ocsp", "-respin", file.toString(), "-text", "-noverify")
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static CertificateStatus good() {
        return new CertificateStatus.Good();
    }

    private static CertificateStatus revoked(RevocationReason reason) {
        return new CertificateStatus.Revoked(REVOKED_AT, reason);
    }
}
