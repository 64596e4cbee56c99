package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Files made by OpenSSL; what it says about them lies beside them. */
class GoldenFilesTest {

    private static final Octets CRL = golden("openssl_complete.der");
    private static final Octets CERTIFICATE = golden("openssl_ca.der");
    private static final String URI = "http://crl.example.test/0123456789abcdef/complete.crl";

    @Test
    void readsACaCertificateAsOpenSslWroteIt() {
        var ca = certificate();
        assertThat(ca.ca()).isTrue();
        assertThat(ca.selfSigned()).isTrue();
        assertThat(ca.keyIdentifier())
                .isEqualTo(Octets.ofHex("c52b02585721d082bd2221d1500c279bc0044339"));
        var issuer = new RecordedIssuer.Unrecorded();
        var candidate = new CertificateCandidate(CERTIFICATE, ca.subject(), ca.publicKey(), issuer);
        assertThat(CertificateGuard.examine(candidate, null)).isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void publishesACrlAsOpenSslWroteIt() {
        var list = crl();
        assertThat(list.number()).isEqualTo(BigInteger.valueOf(0x2a));
        assertThat(list.thisUpdate()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(list.nextUpdate()).isEqualTo(Instant.parse("2026-12-21T08:00:00Z"));
        assertThat(list.revoked().count()).isEqualTo(3);
        assertThat(verdict(URI)).isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void comparesTheScopeByteForByte() {
        assertThat(verdict(URI.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(RefusalReason.SCOPE));
    }

    private static Verdict<CertList> verdict(String uri) {
        var ca = certificate();
        var scope = CrlScope.of("complete", uri).orElseThrow();
        return CrlGuard.examine(
                new CrlCandidate(
                        CRL,
                        scope,
                        null,
                        42,
                        null,
                        3,
                        crl().tbsSha256(),
                        SerialRecords.NONE,
                        null,
                        false),
                Published.only(null),
                new Issuer(ca.subject(), ca.publicKey(), ca.keyIdentifier(), false),
                Policy.DEFAULT,
                Instant.parse("2026-11-21T09:00:00Z"));
    }

    private static CertList crl() {
        return switch (CrlGuard.read(CRL)) {
            case Verdict.Publish<CertList>(var list) -> list;
            case Verdict.Refuse<CertList>(_, var why) -> throw new AssertionError(why);
        };
    }

    private static CaCertificate certificate() {
        return switch (CertificateGuard.read(CERTIFICATE)) {
            case Verdict.Publish<CaCertificate>(var certificate) -> certificate;
            case Verdict.Refuse<CaCertificate>(_, var why) -> throw new AssertionError(why);
        };
    }

    private static Octets golden(String name) {
        try (var in = Objects.requireNonNull(GoldenFilesTest.class.getResourceAsStream(name))) {
            return Octets.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
