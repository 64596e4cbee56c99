package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.testpki.TestAuthority;

class CertificateGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final TestAuthority ROOT = TestAuthority.create("Root CA");
    private static final TestAuthority CA = TestAuthority.create("Issuing CA");

    @Test
    void publishesSelfSignedAndIssuedOnes() {
        assertThat(reason(CA.certifiedBy(ROOT, NOW, true), null)).isNull();
        assertThat(examine(ROOT, ROOT.selfSigned(NOW), ROOT, null))
                .isInstanceOfSatisfying(
                        Verdict.Publish.class,
                        publish ->
                                assertThat(((CaCertificate) publish.content()).selfSigned())
                                        .isTrue());
    }

    @Test
    void publishesARenewedOneButNeverAnOlderOne() {
        var renewed = read(CA.certifiedBy(ROOT, NOW.plusSeconds(60), true));
        assertThat(reason(renewed.der(), read(CA.certifiedBy(ROOT, NOW, true)))).isNull();
        assertThat(reason(CA.certifiedBy(ROOT, NOW, true), renewed))
                .isEqualTo(RefusalReason.OLDER_THAN_PUBLISHED);
    }

    @Test
    void refusesWhatIsNotTheGenerationsCertificate() {
        var other = TestAuthority.create("Other CA");
        assertThat(reason(other.certifiedBy(ROOT, NOW, true), null))
                .isEqualTo(RefusalReason.SUBJECT_NAME);
        assertThat(reason(CA.nextGeneration().certifiedBy(ROOT, NOW, true), null))
                .isEqualTo(RefusalReason.PUBLIC_KEY);
        assertThat(reason(CA.certifiedBy(ROOT, NOW, false), null))
                .isEqualTo(RefusalReason.NOT_A_CA);
        assertThat(reason(CA.certifiedBy(other, NOW, true), null))
                .isEqualTo(RefusalReason.ISSUER_NAME);
        assertThat(reason(CA.certifiedBy(ROOT.nextGeneration(), NOW, true), null))
                .isEqualTo(RefusalReason.SIGNATURE);
    }

    @Test
    void refusesDamagedOctets() {
        assertThat(reason(damaged(der -> Arrays.copyOf(der, der.length - 1)), null))
                .isEqualTo(RefusalReason.MALFORMED);
        assertThat(reason(damaged(der -> Arrays.copyOf(der, der.length + 1)), null))
                .isEqualTo(RefusalReason.MALFORMED);
        assertThat(reason(Octets.of(new byte[100_000]), null)).isEqualTo(RefusalReason.TOO_LARGE);
    }

    private static Octets damaged(UnaryOperator<byte[]> damage) {
        return Octets.of(damage.apply(CA.certifiedBy(ROOT, NOW, true).toArray()));
    }

    private static CaCertificate read(Octets der) {
        return switch (CertificateGuard.read(der)) {
            case Verdict.Publish<CaCertificate>(var certificate) -> certificate;
            case Verdict.Refuse<CaCertificate>(var reason, var why) ->
                    throw new AssertionError(reason + ": " + why);
        };
    }

    private static @Nullable RefusalReason reason(Octets der, @Nullable CaCertificate last) {
        return examine(CA, der, ROOT, last) instanceof Verdict.Refuse<CaCertificate>(var reason, _)
                ? reason
                : null;
    }

    private static Verdict<CaCertificate> examine(
            TestAuthority subject, Octets der, TestAuthority issuer, @Nullable CaCertificate last) {
        return CertificateGuard.examine(
                new CertificateCandidate(
                        der,
                        subject.subject(),
                        subject.publicKey(),
                        new Issuer(issuer.subject(), issuer.publicKey(), null)),
                last);
    }
}
