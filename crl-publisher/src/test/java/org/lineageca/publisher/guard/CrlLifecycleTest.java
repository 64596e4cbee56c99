package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;

/** What the guard thinks of CRLs around a re-key and at the end of a generation. */
class CrlLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String URI = "http://127.0.0.1:8443/0123456789abcdef/complete.crl";
    private static final TestAuthority AUTHORITY = TestAuthority.create("Re-keyed CA");
    private static final Issuer ALONE = issuer(false);
    private static final Issuer SHARING = issuer(true);

    @Test
    void aSecondKeyOfTheNameBringsADistributionPoint() {
        var before = published(plain(1), null, ALONE);
        assertThat(reason(plain(2), before, SHARING)).isEqualTo(RefusalReason.SCOPE);
        assertThat(reason(pointing(2, URI), before, SHARING)).isNull();
        // The other generation starts like this.
        assertThat(reason(pointing(1, URI), null, SHARING)).isNull();
        assertThat(reason(plain(1), null, SHARING)).isEqualTo(RefusalReason.SCOPE);
    }

    @Test
    void thereIsNoWayBackFromADistributionPoint() {
        var before = published(pointing(2, URI), null, SHARING);
        assertThat(reason(plain(3), before, SHARING)).isEqualTo(RefusalReason.SCOPE);
        assertThat(reason(plain(3), before, ALONE)).isEqualTo(RefusalReason.SCOPE);
        assertThat(reason(pointing(3, URI), before, ALONE)).isNull();
    }

    @Test
    void aDistributionPointNamesTheUriOfItsOwnScope() {
        var before = published(plain(1), null, ALONE);
        var ofTheOther = URI.replace("0123", "4567");
        for (var issuer : List.of(ALONE, SHARING)) {
            assertThat(reason(pointing(2, ofTheOther), before, issuer))
                    .isEqualTo(RefusalReason.SCOPE);
            assertThat(reason(notCritical(2), before, issuer)).isEqualTo(RefusalReason.SCOPE);
        }
    }

    @Test
    void theFinalCrlIsOneOnlyWhereItsRowSaysSo() {
        var before = published(plain(1), null, ALONE);
        assertThat(reason(last(2), before, ALONE)).isNull();
        assertThat(reason(recordedAs(false, last(2)), before, Policy.DEFAULT))
                .isEqualTo(RefusalReason.FINAL_NOT_AS_RECORDED);
        assertThat(reason(recordedAs(true, plain(2)), before, Policy.DEFAULT))
                .isEqualTo(RefusalReason.FINAL_NOT_AS_RECORDED);
        // Whatever validity the policy allows.
        var generous = new Policy(Duration.ofMinutes(1), Duration.ofDays(9_999_999), 100_000);
        assertThat(reason(recordedAs(false, last(2)), before, generous))
                .isEqualTo(RefusalReason.FINAL_NOT_AS_RECORDED);
    }

    @Test
    void nothingFollowsTheFinalCrl() {
        var before = published(last(2), null, ALONE);
        assertThat(before.isFinal()).isTrue();
        for (var next : List.of(plain(3), last(3), pointing(3, URI), last(1))) {
            assertThat(reason(next, before, ALONE)).isEqualTo(RefusalReason.AFTER_FINAL);
        }
    }

    private static TestCrl plain(long number) {
        return draft(number).sign();
    }

    private static TestCrl pointing(long number, String uri) {
        return draft(number).withDistributionPoint(uri, true, false).sign();
    }

    private static TestCrl notCritical(long number) {
        return draft(number).withDistributionPoint(URI, false, false).sign();
    }

    private static TestCrl last(long number) {
        return draft(number).thatIsFinal().sign();
    }

    private static CrlDraft draft(long number) {
        return new CrlDraft(AUTHORITY, number, NOW.plusSeconds(number), List.of(1L, 2L));
    }

    private static CrlCandidate recordedAs(boolean isFinal, TestCrl crl) {
        var right = crl.candidate(URI);
        return new CrlCandidate(
                right.der(),
                right.scope(),
                null,
                right.number(),
                null,
                right.entries(),
                right.tbsSha256(),
                right.records(),
                null,
                isFinal);
    }

    private static CertList published(TestCrl crl, @Nullable CertList last, Issuer issuer) {
        return switch (examine(crl.candidate(URI), last, issuer, Policy.DEFAULT)) {
            case Verdict.Publish<CertList>(var list) -> list;
            case Verdict.Refuse<CertList>(var reason, var why) ->
                    throw new AssertionError(reason + ": " + why);
        };
    }

    private static @Nullable RefusalReason reason(
            TestCrl crl, @Nullable CertList last, Issuer issuer) {
        return reason(examine(crl.candidate(URI), last, issuer, Policy.DEFAULT));
    }

    private static @Nullable RefusalReason reason(
            CrlCandidate candidate, CertList last, Policy policy) {
        return reason(examine(candidate, last, ALONE, policy));
    }

    private static @Nullable RefusalReason reason(Verdict<CertList> verdict) {
        return switch (verdict) {
            case Verdict.Publish<CertList> _ -> null;
            case Verdict.Refuse<CertList>(var reason, _) -> reason;
        };
    }

    private static Verdict<CertList> examine(
            CrlCandidate candidate, @Nullable CertList last, Issuer issuer, Policy policy) {
        return CrlGuard.examine(
                candidate, Published.only(last), issuer, policy, NOW.plusSeconds(10));
    }

    private static Issuer issuer(boolean nameShared) {
        return new Issuer(
                AUTHORITY.subject(),
                AUTHORITY.publicKey(),
                Octets.of(AUTHORITY.keyIdentifier()),
                nameShared);
    }

    @Test
    void aSerialMayGoOnceItsCertificateHadExpiredBeforeTheLastCrl() {
        var before =
                published(new CrlDraft(AUTHORITY, 1, NOW, List.of(5L, 6L)).sign(), null, ALONE);
        var without = new CrlDraft(AUTHORITY, 2, NOW, List.of(6L)).sign();
        assertThat(reason(without.candidate(URI), before, Policy.DEFAULT))
                .isEqualTo(RefusalReason.ENTRY_MISSING);

        var five = Octets.ofHex("05");
        var records =
                new SerialRecords() {
                    @Override
                    public Set<Octets> expired(Instant instant, List<Octets> serials) {
                        assertThat(instant).isEqualTo(before.thisUpdate());
                        assertThat(serials).containsExactly(five);
                        return Set.of(five);
                    }

                    @Override
                    public Set<Octets> released(List<Octets> serials) {
                        throw new AssertionError("none was on hold");
                    }
                };
        assertThat(reason(without.candidate(URI, records), before, Policy.DEFAULT)).isNull();
    }
}
