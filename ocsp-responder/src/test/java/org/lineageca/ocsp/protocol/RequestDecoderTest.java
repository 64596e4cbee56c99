package org.lineageca.ocsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.octets.Octets;

/** RFC 6960 4.1.1, against octets written by OpenSSL and Bouncy Castle. */
class RequestDecoderTest {

    private static final String SHA1_OID = "2b0e03021a";

    @ParameterizedTest
    @CsvSource({"request_sha1.der,SHA1", "request_sha256.der,SHA256"})
    void readsWhatOpenSslAsksAboutOneCertificate(String file, HashAlgorithm hash) {
        var request = Golden.request(file);

        assertThat(request.nonce()).isNull();
        var certId = request.certIds().getFirst();
        assertThat(certId.serial().toHex()).isEqualTo("1001");
        assertThat(certId.issuer())
                .isEqualTo(IssuerId.of(hash, Golden.issuerName(), Golden.issuerKey()));
        assertThat(Golden.octets(file).toHex()).contains(certId.der().toHex());
    }

    @Test
    void readsTheNonce() {
        assertThat(String.valueOf(Golden.request("request_nonce.der").nonce()))
                .isEqualTo("057d336e3528446ffc913acd1733dff0");
    }

    @Test
    void readsSeveralRequestsInTheirOrder() {
        var serials =
                Golden.request("request_three.der").certIds().stream()
                        .map(certId -> certId.serial().toHex())
                        .toList();

        assertThat(serials)
                .containsExactly("1001", "00ff02", "7f3a9b0c1d2e3f405162738495a6b7c8d9eaf0b1");
    }

    @Test
    void answersSignedRequestsWithoutLookingAtTheSignature() {
        assertThat(Golden.request("request_signed.der").certIds()).hasSize(1);
    }

    @Test
    void refusesAnythingCutShortOrProlonged() {
        var whole = Golden.octets("request_nonce.der").toArray();

        for (var length = 0; length < whole.length; length++) {
            assertThat(RequestDecoder.decode(java.util.Arrays.copyOf(whole, length)))
                    .as("the first %d octets", length)
                    .isInstanceOf(MalformedRequest.class);
        }
        assertThat(RequestDecoder.decode(java.util.Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an empty requestList; a negative length; indefinite length; a length not minimal
                "3004300230 00",
                "3084ffffffff",
                "3080308030800000000000",
                "308102300 0",
                // not even a SEQUENCE
                "0500",
                "04023000",
                ""
            })
    void refusesWhatIsNoRequest(String hex) {
        var octets = Octets.ofHex(hex.replace(" ", "")).toArray();

        assertThat(RequestDecoder.decode(octets)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesDeepNestingWithoutDescending() {
        var deep = new byte[60_000];
        for (var i = 0; i < deep.length; i += 4) {
            var left = deep.length - i - 4;
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x82;
            deep[i + 2] = (byte) (left >> 8);
            deep[i + 3] = (byte) left;
        }

        assertThat(RequestDecoder.decode(deep)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void readsSixteenCertificatesAndNoMore() {
        assertThat(decode(requests(16, "0500", "0201 05"))).isInstanceOf(OcspRequest.class);
        assertThat(decode(requests(17, "0500", "0201 05"))).isInstanceOf(MalformedRequest.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'0500','020105',true",
        "'','020105',true",
        "'0500','02140102030405060708090a0b0c0d0e0f1011121314',true",
        "'0500','0201ff',true",
        "'050100','020105',false",
        "'0400','020105',false",
        "'0500','0200',false",
        "'0500','02020005',false",
        "'0500','0202ff85',false",
        "'0500','02150102030405060708090a0b0c0d0e0f101112131415',false",
        "'0500','040105',false"
    })
    void acceptsOnlyMinimalParametersAndSerialNumbers(
            String parameters, String serial, boolean fine) {
        assertThat(decode(requests(1, parameters, serial)) instanceof OcspRequest).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "0,false",
        "1,true",
        "16,true",
        "32,true",
        "33,true",
        "128,true",
        "129,false",
        "5000,false"
    })
    void acceptsNoncesOfOneTo128Octets(int length, boolean fine) {
        var issuer = TestAuthority.named("Issuer");
        var request =
                new TestRequest()
                        .and(issuer, TestAuthority.serial(5), TestRequest.SHA1)
                        .nonce(Octets.of(new byte[length]))
                        .der();

        assertThat(RequestDecoder.decode(request) instanceof OcspRequest).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        // nonce; unknown, not critical; unknown and critical; critical set to neither true nor
        // false
        "'301106092b060105050730010204040402abcd',true",
        "'300706032a03040400',true",
        "'300a06032a03040101ff0400',false",
        "'300a06032a0304010101 0400',false",
        "'300706032a03040400300706032a03040400',false",
        // a nonce that is not an OCTET STRING inside; no extension at all
        "'300f06092b06010505073001020402abcd',false",
        "'',false"
    })
    void ignoresExtensionsUnlessTheyAreCriticalOrWrong(String extensions, boolean fine) {
        var tail = tlv("a2", tlv("30", extensions.replace(" ", "")));
        var list = tlv("30", request("0500", "020105"));

        assertThat(decode(tlv("30", tlv("30", list + tail))) instanceof OcspRequest)
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({"a003020100,true", "a003020101,false", "a1058203616263,true"})
    void readsVersionOneAndAnyRequestorName(String first, boolean fine) {
        var list = tlv("30", request("0500", "020105"));

        assertThat(decode(tlv("30", tlv("30", first + list))) instanceof OcspRequest)
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 7_777_777})
    void neverThrowsWhateverComes(long seed) {
        System.out.println("RequestDecoderTest seed " + seed);
        var random = new Random(seed);
        var seeds =
                java.util.stream.Stream.of("sha1", "sha256", "nonce", "three", "signed")
                        .map(name -> Golden.octets("request_" + name + ".der").toArray())
                        .collect(Collectors.toList());
        for (var i = 0; i < 200_000; i++) {
            var octets = seeds.get(random.nextInt(seeds.size())).clone();
            for (var changes = random.nextInt(6); changes >= 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            assertThat(RequestDecoder.decode(octets)).isNotNull();
        }
    }

    private static ParsedRequest decode(String hex) {
        return RequestDecoder.decode(Octets.ofHex(hex.replace(" ", "")).toArray());
    }

    private static String requests(int count, String parameters, String serial) {
        return tlv("30", tlv("30", tlv("30", request(parameters, serial).repeat(count))));
    }

    private static String request(String parameters, String serial) {
        var algorithm = tlv("30", tlv("06", SHA1_OID) + parameters);
        var hash = tlv("04", "ab".repeat(20));
        return tlv("30", tlv("30", algorithm + hash + hash + serial.replace(" ", "")));
    }

    private static String tlv(String tag, String contents) {
        var length = contents.length() / 2;
        if (length < 128) {
            return tag + "%02x".formatted(length) + contents;
        }
        return tag
                + (length < 256 ? "81%02x".formatted(length) : "82%04x".formatted(length))
                + contents;
    }
}
