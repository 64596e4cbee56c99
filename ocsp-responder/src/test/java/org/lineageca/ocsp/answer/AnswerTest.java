package org.lineageca.ocsp.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.DelegateCertificate;
import org.lineageca.ocsp.protocol.HashAlgorithm;
import org.lineageca.ocsp.protocol.IssuerId;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.RequestDecoder;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.protocol.SingleResponse;
import org.lineageca.ocsp.protocol.UnfitDelegateException;
import org.lineageca.octets.Octets;

/** What is answered, as a function of request, status, delegate, policy and time. */
class AnswerTest {

    private static final AnswerPolicy POLICY = new AnswerPolicy(Duration.ofHours(12), true);
    private static final Octets FIVE = TestAuthority.serial(5);
    private static final Octets SIX = TestAuthority.serial(6);

    private final TestAuthority authority = TestAuthority.named("Issuer");
    private final Instant now = Instant.now();
    private final Instant readAt = now.minusMillis(1_500);

    @Test
    void saysGoodRevokedAndUnknownEachInItsPlace() throws UnfitDelegateException {
        var revoked = new CertificateStatus.Revoked(now, RevocationReason.SUPERSEDED);
        var request =
                decode(
                        new TestRequest()
                                .and(authority, FIVE, TestRequest.SHA1)
                                .and(authority, SIX, TestRequest.SHA256)
                                .and(authority, TestAuthority.serial(7), TestRequest.SHA1));

        var answer =
                answer(
                        request,
                        Map.of(FIVE, new CertificateStatus.Good(), SIX, revoked),
                        delegate(Duration.ofDays(30)),
                        POLICY);

        assertThat(answer.data().responses())
                .extracting(SingleResponse::status)
                .containsExactly(
                        new CertificateStatus.Good(), revoked, new CertificateStatus.Unknown());
        assertThat(answer.data().responses())
                .extracting(SingleResponse::certId)
                .isEqualTo(request.certIds());
    }

    @Test
    void isValidFromTheReadingForAsLongAsConfigured() throws UnfitDelegateException {
        var answer = good(delegate(Duration.ofDays(30)), null, POLICY);

        var start = readAt.truncatedTo(ChronoUnit.SECONDS);
        assertThat(answer.validity().thisUpdate()).isEqualTo(start);
        assertThat(answer.validity().nextUpdate())
                .isEqualTo(readAt.plus(Duration.ofHours(12)).truncatedTo(ChronoUnit.SECONDS));
        assertThat(answer.validity().refreshAt()).isEqualTo(start.plus(Duration.ofHours(6)));
        assertThat(answer.data().producedAt()).isEqualTo(now.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void isNeverValidLongerThanItsDelegate() throws UnfitDelegateException {
        var delegate = delegate(Duration.ofHours(2));

        var answer = good(delegate, null, POLICY);

        assertThat(answer.validity().nextUpdate()).isEqualTo(delegate.certificate().notAfter());
    }

    @Test
    void isStorableUnlessItCarriesANonceOrCallsSomethingUnknown() throws UnfitDelegateException {
        var delegate = delegate(Duration.ofDays(30));
        var nonce = Octets.ofHex("abcd");

        assertThat(good(delegate, null, POLICY).storable()).isTrue();
        assertThat(good(delegate, nonce, POLICY).storable()).isFalse();
        var unknown = answer(request(null), Map.of(), delegate, POLICY);
        assertThat(unknown.storable()).isFalse();
    }

    @Test
    void repeatsTheNonceOnlyWhereThePolicySaysSo() throws UnfitDelegateException {
        var delegate = delegate(Duration.ofDays(30));
        var nonce = Octets.ofHex("abcd");
        var without = new AnswerPolicy(Duration.ofHours(12), false);

        assertThat(good(delegate, nonce, POLICY).data().nonce()).isEqualTo(nonce);
        assertThat(good(delegate, nonce, without).data().nonce()).isNull();
        assertThat(good(delegate, nonce, without).storable()).isTrue();
    }

    @Test
    void findsTheIssuerByBothHashesTogether() throws UnfitDelegateException {
        var rekeyed = authority.rekeyed();
        var first = issuer(1, authority);
        var second = issuer(2, rekeyed);
        var served = new ServedIssuers(List.of(first, second));

        assertThat(served.issuerOf(request(null))).contains(first);
        var sha256 = new TestRequest().and(rekeyed, FIVE, TestRequest.SHA256);
        assertThat(served.issuerOf(decode(sha256))).contains(second);
        var elsewhere = new TestRequest().and(authority.rekeyed(), FIVE, TestRequest.SHA1);
        assertThat(served.issuerOf(decode(elsewhere))).isEmpty();
        var sameKeyOtherName = TestAuthority.named("Other");
        var mixture =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .and(sameKeyOtherName, FIVE, TestRequest.SHA1);
        assertThat(served.issuerOf(decode(mixture))).isEmpty();
    }

    @Test
    void speaksForOneGenerationInOneAnswer() throws UnfitDelegateException {
        var rekeyed = authority.rekeyed();
        var served = new ServedIssuers(List.of(issuer(1, authority), issuer(2, rekeyed)));
        var twoHashes =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .and(authority, SIX, TestRequest.SHA256);
        var twoGenerations =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .and(rekeyed, SIX, TestRequest.SHA1);

        assertThat(served.issuerOf(decode(twoHashes))).isPresent();
        assertThat(served.issuerOf(decode(twoGenerations))).isEmpty();
    }

    @Test
    void signsWithTheDelegateThatIsValidLongest() throws UnfitDelegateException {
        var short1 = delegate(Duration.ofDays(3));
        var long1 = delegate(Duration.ofDays(40));
        var issuer = new Issuer(1, authority.label(), List.of(), List.of(long1, short1));

        assertThat(issuer.delegateAt(now)).contains(long1);
        assertThat(issuer.delegateAt(now.plus(Duration.ofDays(41)))).isEmpty();
        assertThat(issuer.delegateAt(now.minus(Duration.ofDays(1)))).isEmpty();
    }

    private Answer good(Delegate delegate, @Nullable Octets nonce, AnswerPolicy policy) {
        return answer(request(nonce), Map.of(FIVE, new CertificateStatus.Good()), delegate, policy);
    }

    private Answer answer(
            OcspRequest request,
            Map<Octets, CertificateStatus> statuses,
            Delegate delegate,
            AnswerPolicy policy) {
        return Answer.to(request, statuses, readAt, delegate, policy, now);
    }

    private OcspRequest request(@Nullable Octets nonce) {
        var plain = decode(new TestRequest().and(authority, FIVE, TestRequest.SHA1));
        return new OcspRequest(plain.certIds(), nonce);
    }

    private static OcspRequest decode(TestRequest request) {
        return (OcspRequest) RequestDecoder.decode(request.der());
    }

    private Delegate delegate(Duration validity) throws UnfitDelegateException {
        var key = Octets.of(TestAuthority.newKey().getPublic().getEncoded());
        var certificate =
                DelegateCertificate.issuedBy(
                        authority.name(),
                        authority.publicKey(),
                        TestAuthority.der(authority.delegate(BigInteger.TEN, key, validity)));
        return new Delegate(certificate, KeyHandle.of("responder", key));
    }

    private Issuer issuer(int generation, TestAuthority of) throws UnfitDelegateException {
        var ids =
                Arrays.stream(HashAlgorithm.values())
                        .map(hash -> IssuerId.of(hash, of.name(), of.publicKey()))
                        .toList();
        return new Issuer(generation, of.label(), ids, List.of(delegate(Duration.ofDays(30))));
    }
}
