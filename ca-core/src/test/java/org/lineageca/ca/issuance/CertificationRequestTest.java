package org.lineageca.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

class CertificationRequestTest {

    @Test
    void isReadFromPemAndFromDerAlike() {
        var der = TestRequests.server("www.example.org");
        var pem =
                Octets.of(
                        Pem.encode("CERTIFICATE REQUEST", der).getBytes(StandardCharsets.US_ASCII));
        assertThat(CertificationRequest.parse(pem)).isEqualTo(CertificationRequest.parse(der));
        assertThat(CertificationRequest.parse(der).names())
                .containsExactly(new AlternativeName.Dns("www.example.org"));
    }

    @Test
    void isRefusedWhenSignedByAnotherKey() throws Exception {
        var forged =
                TestRequests.request(
                        TestRequests.ec("secp256r1"),
                        TestRequests.ec("secp256r1"),
                        "SHA256withECDSA",
                        "CN=a",
                        new GeneralName(GeneralName.dNSName, "a.example"));
        refused(forged, Refusal.BAD_SIGNATURE, "possession of the private key is not proven");
    }

    @Test
    void isRefusedForAWeakRsaKey() throws Exception {
        refused(
                TestRequests.request(TestRequests.rsa(1024), "SHA256withRSA", "CN=a"),
                Refusal.UNACCEPTABLE_KEY,
                "1024 bits; use 2048");
    }

    @Test
    void isRefusedForSha1() throws Exception {
        refused(
                TestRequests.request(TestRequests.rsa(2048), "SHA1withRSA", "CN=a"),
                Refusal.BAD_SIGNATURE,
                "SHA-256 or better");
    }

    @Test
    void isRefusedForAnotherKindOfKey() throws Exception {
        var keys = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        refused(
                TestRequests.request(keys, "Ed25519", "CN=a"),
                Refusal.BAD_SIGNATURE,
                "not accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void isRefusedWhenItIsSomethingElse(String text) {
        refused(
                Octets.of(text.getBytes(StandardCharsets.UTF_8)),
                Refusal.MALFORMED,
                "not a PKCS#10 request");
    }

    @Test
    void isRefusedWhenOctetsFollow() {
        var extended = Octets.ofHex(TestRequests.server("www.example.org").toHex() + "0000");
        refused(extended, Refusal.MALFORMED, "");
    }

    @Test
    void isRefusedWhenTooLong() {
        refused(
                Octets.of(new byte[CertificationRequest.MAX_OCTETS + 1]),
                Refusal.TOO_LARGE,
                "at most");
    }

    @Test
    void neverThrowsAnythingButARefusalOnMutatedInput() {
        var seed = 4711L;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        var good = TestRequests.server("www.example.org").toArray();
        for (var i = 0; i < 5_000; i++) {
            var mutated = good.clone();
            for (var change = random.nextInt(1, 4); change > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                CertificationRequest.parse(Octets.of(mutated));
            } catch (RefusedException expected) {
                assertThat(expected).hasMessageContaining("Nothing was issued");
            }
        }
    }

    @Test
    void namesOfAServerAreCheckedAgainstTheProfile() throws Exception {
        var keys = TestRequests.ec("secp256r1");
        namesRefused(
                TestRequests.request(keys, "SHA256withECDSA", "CN=www.example.org"),
                "subjectAltName, and the request has none");
        namesRefused(
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=other.example.org",
                        new GeneralName(GeneralName.dNSName, "www.example.org")),
                "not among the alternative names");
        namesRefused(
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=a",
                        new GeneralName(GeneralName.rfc822Name, "a@example.org")),
                "is of a kind that is not allowed");
        refused(
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=a",
                        new GeneralName(GeneralName.dNSName, "bad name")),
                Refusal.UNACCEPTABLE_NAMES,
                "not a DNS name");
        refused(
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=a",
                        new GeneralName(GeneralName.registeredID, "1.2.3")),
                Refusal.UNACCEPTABLE_NAMES,
                "not certified");
    }

    private static void namesRefused(Octets request, String complaint) {
        var parsed = CertificationRequest.parse(request);
        var refusal =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                RequestedSubject.of(
                                        parsed,
                                        ReadyMade.derive(
                                                        "tls-server",
                                                        CertificateTemplate.TLS_SERVER,
                                                        "servers",
                                                        Duration.ofDays(90),
                                                        false)
                                                .profile()
                                                .rules()));
        assertThat(refusal.refusal()).isEqualTo(Refusal.UNACCEPTABLE_NAMES);
        assertThat(refusal).hasMessageContaining(complaint);
    }

    private static void refused(Octets request, Refusal refusal, String complaint) {
        var thrown =
                catchThrowableOfType(
                        RefusedException.class, () -> CertificationRequest.parse(request));
        assertThat(thrown).isNotNull();
        assertThat(thrown.refusal()).isEqualTo(refusal);
        assertThat(thrown).hasMessageContaining(complaint);
    }
}
