package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/** What keys say of themselves, and what of that is pinned. */
class SelfSignedCertificateTest {

    private static final Instant NOW = Instant.parse("2028-02-29T08:00:00.123Z");
    private static final SelfSignedCertificate CERTIFICATE =
            new SelfSignedCertificate(NOW, Period.ofYears(5), new SecureRandom());

    private static KeyPair keys() throws Exception {
        return SoftwareKey.generate();
    }

    private static X509Certificate parsed(Octets der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    @Test
    void aPersonsCertificateSignsInAndTakesShares() throws Exception {
        var keys = keys();
        var der = CERTIFICATE.ofPerson(keys, "anna");
        var certificate = parsed(der);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=anna");
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, true, false, false, false, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore()).isEqualTo("2028-02-29T08:00:00Z");
        assertThat(certificate.getNotAfter()).isEqualTo("2033-02-28T08:00:00Z");
        var pinned = PinnedCertificate.parse(der);
        assertThat(pinned.fingerprint()).isEqualTo(der.sha256());
        assertThat(pinned.publicKey().toArray()).isEqualTo(keys.getPublic().getEncoded());
        assertThat(pinned.isValid(NOW)).isTrue();
    }

    @Test
    void theConsolesCertificateIsForThisMachineOnly() throws Exception {
        var der = CERTIFICATE.ofLocalServer(keys());
        assertThat(parsed(der).getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(parsed(der).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThatThrownBy(() -> PinnedCertificate.parse(der))
                .hasMessageContaining("lacks clientAuth");
    }

    @Test
    void whatIsNotOnesOwnIsNotPinned() throws Exception {
        var other = TestAuthority.named("CN=Other");
        assertThatThrownBy(() -> pinned(other.certify(TestAuthority.named("CN=anna")).getEncoded()))
                .hasMessageContaining("it was issued by 'CN=Other'");
        assertThatThrownBy(() -> pinned(other.root().getEncoded()))
                .hasMessageContaining("lacks digitalSignature");
        // The same name, another key: a certificate that only pretends to be self-signed.
        assertThatThrownBy(() ->
                        pinned(
                                TestAuthority.named("CN=Other")
                                        .certify(TestAuthority.named("CN=Other"))
                                        .getEncoded()))
                .hasMessageContaining("its own key did not sign it");
    }

    @Test
    void whatIsNotExactlyOneCertificateIsNotPinned() throws Exception {
        var der = CERTIFICATE.ofPerson(keys(), "anna").toArray();
        assertThatThrownBy(() -> pinned(Arrays.copyOf(der, der.length + 1)))
                .hasMessageContaining("something follows after its end");
        assertThatThrownBy(() -> pinned(Arrays.copyOf(der, der.length - 1)))
                .hasMessageContaining("it cannot be read");
        assertThatThrownBy(() -> pinned(new byte[20_000])).hasMessageContaining("too large");
        der[der.length - 1] ^= 1;
        assertThatThrownBy(() -> pinned(der)).hasMessageContaining("did not sign it");
    }

    private static PinnedCertificate pinned(byte[] der) {
        return PinnedCertificate.parse(Octets.of(der));
    }
}
