package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.Mutant;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;

class CrlGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String URI = "http://127.0.0.1:8443/0123456789abcdef/complete.crl";
    private static final TestAuthority AUTHORITY = TestAuthority.create("Guarded CA");
    private static final CertList LAST = published(Mutant.last(AUTHORITY, NOW), null);

    @Test
    void publishesTheSuccessor() {
        assertThat(verdict(Mutant.next(AUTHORITY, NOW).sign())).isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void publishesOneWhoseCriticalDistributionPointIsItsUrl() {
        var crl = Mutant.next(AUTHORITY, NOW).withDistributionPoint(URI, true, false).sign();
        assertThat(verdict(crl)).isInstanceOf(Verdict.Publish.class);
    }

    @Test
    void publishesTheFirstOneAndAnEmptyOne() {
        var empty = new CrlDraft(AUTHORITY, 1, NOW, List.of()).sign();
        var list = published(empty, null);
        assertThat(list.revoked().count()).isZero();
        assertThat(list.thisUpdate()).isEqualTo(NOW);
        assertThat(list.nextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void publishesOneWithAnUnknownExtensionThatIsNotCritical() {
        var crl =
                Mutant.next(AUTHORITY, NOW)
                        .with(new ASN1ObjectIdentifier("1.2.3.4"), false, DERNull.INSTANCE)
                        .sign();
        assertThat(verdict(crl)).isInstanceOf(Verdict.Publish.class);
    }

    static Stream<Mutant> mutants() {
        return Mutant.all(AUTHORITY, URI, NOW).stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void refusesEveryMutantForItsReason(Mutant mutant) {
        assertThat(verdict(mutant.crl()))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(mutant.reason()));
    }

    @Test
    void refusesWhatIsLargerThanTheBudget() {
        var policy = new Policy(Duration.ofMinutes(1), Duration.ofDays(366), 100);
        var crl = Mutant.next(AUTHORITY, NOW).sign().candidate(URI);
        assertThat(CrlGuard.examine(crl, Published.only(LAST), issuer(AUTHORITY), policy, NOW))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(RefusalReason.TOO_LARGE));
    }

    @Test
    void refusesWhileNoCaCertificateNamesTheKey() {
        var issuer = new Issuer(AUTHORITY.subject(), AUTHORITY.publicKey(), null, false);
        var crl = Mutant.next(AUTHORITY, NOW).sign().candidate(URI);
        assertThat(CrlGuard.examine(crl, Published.only(LAST), issuer, Policy.DEFAULT, NOW))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse ->
                                assertThat(refuse.reason())
                                        .isEqualTo(RefusalReason.CA_CERTIFICATE_MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        "EC,256,SHA256withECDSA",
        "EC,384,SHA384withECDSA",
        "EC,521,SHA512withECDSA",
        "RSA,2048,SHA256withRSA",
        "RSA,2048,SHA384withRSA",
        "RSA,2048,SHA512withRSA",
        "RSA,2048,SHA256withRSAandMGF1",
        "RSA,2048,SHA384withRSAandMGF1",
        "RSA,2048,SHA512withRSAandMGF1"
    })
    void verifiesEveryAlgorithmItAllows(String key, int bits, String signature) {
        var authority = TestAuthority.create("Signing CA", key, bits, signature);
        var crl = new CrlDraft(authority, 1, NOW, List.of(5L)).sign();
        assertThat(examine(crl, null, authority)).isInstanceOf(Verdict.Publish.class);
        var forged =
                crl.withOctets(der -> {
                    der[der.length - 2] ^= 1;
                    return der;
                });
        assertThat(examine(forged, null, authority))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(RefusalReason.SIGNATURE));
    }

    private static Verdict<CertList> verdict(TestCrl crl) {
        return examine(crl, LAST, AUTHORITY);
    }

    private static CertList published(TestCrl crl, @Nullable CertList last) {
        return switch (examine(crl, last, AUTHORITY)) {
            case Verdict.Publish<CertList>(var list) -> list;
            case Verdict.Refuse<CertList>(var reason, var why) ->
                    throw new AssertionError(reason + ": " + why);
        };
    }

    private static Verdict<CertList> examine(
            TestCrl crl, @Nullable CertList last, TestAuthority authority) {
        return CrlGuard.examine(
                crl.candidate(URI), Published.only(last), issuer(authority), Policy.DEFAULT, NOW);
    }

    private static Issuer issuer(TestAuthority authority) {
        return new Issuer(
                authority.subject(),
                authority.publicKey(),
                Octets.of(authority.keyIdentifier()),
                false);
    }
}
