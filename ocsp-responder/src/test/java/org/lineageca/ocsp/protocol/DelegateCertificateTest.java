package org.lineageca.ocsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.octets.Octets;

class DelegateCertificateTest {

    private final TestAuthority issuer = TestAuthority.named("Issuer");
    private final Octets key = Octets.of(TestAuthority.newKey().getPublic().getEncoded());

    @Test
    void acceptsWhatOpenSslIssued() throws UnfitDelegateException {
        var delegate = Golden.delegate();

        assertThat(delegate.algorithm()).isEqualTo(SignatureAlgorithm.ECDSA_SHA256);
        assertThat(delegate.keyHash().toHex())
                .isEqualTo("0193423513cde9b9c1b75238e36fb20d6a297e87");
        assertThat(delegate.serial().toHex()).isEqualTo("4d2a");
    }

    @Test
    void refusesOneIssuedByAnotherKeyUnderTheSameName() {
        var der = TestAuthority.der(issuer.rekeyed().delegate(BigInteger.TEN, key, days(30)));

        assertThatThrownBy(
                        () -> DelegateCertificate.issuedBy(issuer.name(), issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class)
                .hasMessageContaining("did not sign it");
    }

    @Test
    void refusesOneIssuedUnderAnotherName() {
        var der = TestAuthority.der(issuer.delegate(BigInteger.TEN, key, days(30)));
        var other = TestAuthority.named("Other").name();

        assertThatThrownBy(() -> DelegateCertificate.issuedBy(other, issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class)
                .hasMessageContaining("another name");
    }

    @Test
    void refusesOneThatMayDoMoreThanSignOcsp() {
        var usages = List.of(KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.id_kp_serverAuth);
        var der = TestAuthority.der(issuer.delegate(BigInteger.TEN, key, days(30), usages, true));

        assertThatThrownBy(
                        () -> DelegateCertificate.issuedBy(issuer.name(), issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class)
                .hasMessageContaining("extended key usage");
    }

    @Test
    void refusesOneWithoutNoCheck() {
        var usages = List.of(KeyPurposeId.id_kp_OCSPSigning);
        var der = TestAuthority.der(issuer.delegate(BigInteger.TEN, key, days(30), usages, false));

        assertThatThrownBy(
                        () -> DelegateCertificate.issuedBy(issuer.name(), issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class)
                .hasMessageContaining("nocheck");
    }

    @Test
    void refusesOneWhoseNoCheckIsNotNull() {
        var der =
                TestAuthority.der(
                        issuer.delegateWithNoCheck(BigInteger.TEN, key, ASN1Boolean.TRUE));

        assertThatThrownBy(
                        () -> DelegateCertificate.issuedBy(issuer.name(), issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class)
                .hasMessageContaining("nocheck");
    }

    @Test
    void refusesWhatIsNoCertificate() {
        var der = Octets.ofHex("30030a0101");

        assertThatThrownBy(
                        () -> DelegateCertificate.issuedBy(issuer.name(), issuer.publicKey(), der))
                .isInstanceOf(UnfitDelegateException.class);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
