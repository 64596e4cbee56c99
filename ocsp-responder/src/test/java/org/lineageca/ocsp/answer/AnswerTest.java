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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.CrlReference;
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
    void claimsNoLongerTimeThanTheSourceOfTheStatusDoes() throws UnfitDelegateException {
        var request = decode(new TestRequest().and(authority, FIVE, TestRequest.SHA1));
        var statuses = Map.<Octets, CertificateStatus>of(FIVE, new CertificateStatus.Good());
        var delegate = delegate(Duration.ofDays(30));
        var from = now.minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        var until = now.plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

        var near = new Answering(delegate, POLICY, new Period(from, until), null);
        var validity = Answer.to(request, statuses, readAt, near, now).validity();
        assertThat(validity.thisUpdate()).isEqualTo(from);
        assertThat(validity.nextUpdate()).isEqualTo(until);
        assertThat(validity.isFreshAt(now.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(validity.isFreshAt(now.plus(Duration.ofMinutes(61)))).isFalse();

        var far = new Answering(delegate, POLICY, new Period(from, Instant.MAX), null);
        assertThat(Answer.to(request, statuses, readAt, far, now).validity().nextUpdate())
                .isEqualTo(readAt.plus(Duration.ofHours(12)).truncatedTo(ChronoUnit.SECONDS));
    }

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
        var mixture =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .and(TestAuthority.named("Other"), FIVE, TestRequest.SHA1);
        assertThat(served.issuerOf(decode(mixture))).isEmpty();
    }

    @Test
    void tellsTheSameKeyUnderTwoNamesApart() throws UnfitDelegateException {
        var renamed = authority.renamed("The same key");
        var first = issuer(1, authority);
        var second = issuer(2, renamed);
        for (var hash : List.of(TestRequest.SHA1, TestRequest.SHA256)) {
            var both = new ServedIssuers(List.of(first, second));
            var asked = decode(new TestRequest().and(renamed, FIVE, hash));
            assertThat(both.issuerOf(asked)).contains(second);
            assertThat(new ServedIssuers(List.of(first)).issuerOf(asked)).isEmpty();
        }
    }

    @Test
    void callsWhatWasNeverIssuedRevokedWhereThePolicySaysSo() throws UnfitDelegateException {
        var policy = new AnswerPolicy(Duration.ofHours(12), true, true, null);
        var delegate = delegate(Duration.ofDays(30));

        var never = answer(request(null), Map.of(), delegate, policy);
        var issued = good(delegate, null, policy);

        assertThat(never.data().responses().getFirst().status())
                .isEqualTo(CertificateStatus.NEVER_ISSUED);
        assertThat(never.data().extendedRevoke()).isTrue();
        assertThat(never.storable()).isFalse();
        assertThat(issued.data().extendedRevoke()).isFalse();
        assertThat(issued.storable()).isTrue();
    }

    @Test
    void tellsHowLongStatusIsKeptOfWhatWasIssued() throws UnfitDelegateException {
        var policy = new AnswerPolicy(Duration.ofHours(12), true, false, Duration.ofDays(3_650));
        var delegate = delegate(Duration.ofDays(30));

        var cutoff = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(3_650));
        assertThat(good(delegate, null, policy).data().responses().getFirst().archiveCutoff())
                .isEqualTo(cutoff);
        var unknown = answer(request(null), Map.of(), delegate, policy);
        assertThat(unknown.data().responses().getFirst().archiveCutoff()).isNull();
        assertThat(good(delegate, null, POLICY).data().responses().getFirst().archiveCutoff())
                .isNull();
    }

    /** Made at 10:00, of certificates revoked then and then that expire then and then. */
    @ParameterizedTest
    @CsvSource({
        "09:58:00,11:00:00,true",
        "09:59:30,11:00:00,false",
        "10:01:00,11:00:00,false",
        "09:58:00,09:59:00,false"
    })
    void namesTheCrlOnlyWhereTheCertificateIsOnIt(String revokedAt, String notAfter, boolean named)
            throws UnfitDelegateException {
        var crl = new CrlReference("http://ca.test/1.crl", 7, at("10:00:00"));
        var revoked =
                new CertificateStatus.Revoked(
                        at(revokedAt), RevocationReason.SUPERSEDED, at(notAfter));
        var answering = new Answering(delegate(Duration.ofDays(30)), POLICY, Period.OPEN, crl);

        var answer = Answer.to(request(null), Map.of(FIVE, revoked), readAt, answering, now);
        var good =
                Answer.to(
                        request(null),
                        Map.of(FIVE, new CertificateStatus.Good()),
                        readAt,
                        answering,
                        now);

        assertThat(answer.data().responses().getFirst().crl()).isEqualTo(named ? crl : null);
        assertThat(good.data().responses().getFirst().crl()).isNull();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + "Z");
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
        var issuer =
                new Issuer(
                        1, authority.label(), List.of(), List.of(long1, short1), List.of(), null);

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
        var answering = new Answering(delegate, policy, Period.OPEN, null);
        return Answer.to(request, statuses, readAt, answering, now);
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
        return new Issuer(
                generation,
                of.label(),
                ids,
                List.of(delegate(Duration.ofDays(30))),
                List.of(),
                null);
    }
}
