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
                                assertThat(
                                                ((CheckedCertificate) publish.content())
                                                        .certificate()
                                                        .selfSigned())
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

    @Test
    void aCertificateOfAForeignCaIsPublishedWithoutAClaimAboutItsSignature() {
        var foreign = TestAuthority.create("Foreign CA");
        assertThat(unrecorded(CA.certifiedBy(foreign, NOW, true), null))
                .isInstanceOfSatisfying(
                        Verdict.Publish.class,
                        publish ->
                                assertThat(publish.content())
                                        .isInstanceOf(CheckedCertificate.SignedByOthers.class));
        var last = read(CA.certifiedBy(ROOT, NOW, true));
        assertThat(unrecorded(CA.certifiedBy(foreign, NOW.plusSeconds(1), true), last))
                .isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void aCertificateOfAForeignCaMustOtherwiseBeRight() {
        var foreign = TestAuthority.create("Foreign CA");
        var other = TestAuthority.create("Other CA");
        var last = read(CA.certifiedBy(ROOT, NOW.plusSeconds(1), true));
        assertThat(reason(unrecorded(other.certifiedBy(foreign, NOW, true), null)))
                .isEqualTo(RefusalReason.SUBJECT_NAME);
        assertThat(reason(unrecorded(CA.nextGeneration().certifiedBy(foreign, NOW, true), null)))
                .isEqualTo(RefusalReason.PUBLIC_KEY);
        assertThat(reason(unrecorded(CA.certifiedBy(foreign, NOW, false), null)))
                .isEqualTo(RefusalReason.NOT_A_CA);
        assertThat(reason(unrecorded(CA.certifiedBy(foreign, NOW, true), last)))
                .isEqualTo(RefusalReason.OLDER_THAN_PUBLISHED);
        var sha1 = new TestAuthority(foreign.name(), foreign.keys(), "SHA1withECDSA");
        assertThat(reason(unrecorded(CA.certifiedBy(sha1, NOW, true), null)))
                .isEqualTo(RefusalReason.ALGORITHM_NOT_ALLOWED);
        var cut = CA.certifiedBy(foreign, NOW, true).toArray();
        assertThat(reason(unrecorded(Octets.of(Arrays.copyOf(cut, cut.length - 1)), null)))
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void whatClaimsToBeSelfSignedMustBe() {
        assertThat(unrecorded(CA.selfSigned(NOW), null))
                .isInstanceOfSatisfying(
                        Verdict.Publish.class,
                        publish ->
                                assertThat(publish.content())
                                        .isInstanceOf(CheckedCertificate.SignedByUs.class));
        var sameName = CA.nextGeneration();
        assertThat(reason(unrecorded(CA.certifiedBy(sameName, NOW, true), null)))
                .isEqualTo(RefusalReason.SIGNATURE);
    }

    @Test
    void publishesALinkCertificateOfTheOtherKeyOfTheSameName() {
        var newKey = CA.nextGeneration();
        assertThat(examine(newKey, newKey.certifiedBy(CA, NOW, true), CA, null))
                .isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void aRenewedOneKeepsTheKeyIdentifier() {
        var last = read(CA.certifiedBy(ROOT, NOW, true));
        var renamed =
                CA.certifiedBy(
                        ROOT, NOW.plusSeconds(1), NOW.plusSeconds(100), true, new byte[] {1, 2});
        assertThat(reason(renamed, last)).isEqualTo(RefusalReason.KEY_IDENTIFIER);
    }

    private static Verdict<CheckedCertificate> unrecorded(
            Octets der, @Nullable CaCertificate last) {
        var unrecorded = new RecordedIssuer.Unrecorded();
        return CertificateGuard.examine(
                new CertificateCandidate(der, CA.subject(), CA.publicKey(), unrecorded), last);
    }

    private static @Nullable RefusalReason reason(Verdict<CheckedCertificate> verdict) {
        return switch (verdict) {
            case Verdict.Publish<CheckedCertificate> _ -> null;
            case Verdict.Refuse<CheckedCertificate>(var reason, _) -> reason;
        };
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
        return examine(CA, der, ROOT, last)
                        instanceof Verdict.Refuse<CheckedCertificate>(var reason, _)
                ? reason
                : null;
    }

    private static Verdict<CheckedCertificate> examine(
            TestAuthority subject, Octets der, TestAuthority issuer, @Nullable CaCertificate last) {
        return CertificateGuard.examine(
                new CertificateCandidate(
                        der,
                        subject.subject(),
                        subject.publicKey(),
                        new RecordedIssuer.Generation(issuer.subject(), issuer.publicKey())),
                last);
    }
}
