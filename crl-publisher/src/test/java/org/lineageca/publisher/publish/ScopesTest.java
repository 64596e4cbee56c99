package org.lineageca.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestPublisher;
import org.lineageca.publisher.testpki.TestSource;

/** Shards, CA certificates, deltas, holds and expired entries through a publisher. */
class ScopesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final int HOLD = 6;
    private static final int REMOVE = 8;

    @TempDir private Path folder;

    private final TestAuthority ca = TestAuthority.create("Scoped CA");
    private final TestSource source = new TestSource(NOW.minus(Duration.ofDays(1)));
    private TestPublisher publisher;

    @BeforeEach
    void start() {
        publisher = new TestPublisher(source, folder, NOW);
    }

    @AfterEach
    void stop() {
        publisher.close();
    }

    @Test
    void everyScopeHasAPlaceThatIsKnownAgainAfterARestart() {
        published(draft("complete", 1, 1L, 2L, 3L).withFreshest(uri("complete-delta")));
        published(draft("ca", 1, 3L));
        published(draft("shard-0", 1, 1L));
        published(draft("shard-17", 1, 2L));
        published(draft("complete-delta", 2, 4L).addingTo(1));
        published(draft("shard-0-delta", 2).addingTo(1));
        published(draft("ca-delta", 2).addingTo(1));
        assertThat(publisher.has(ca, "ca.pem")).isTrue();
        assertThat(new String(publisher.file(ca, "ca.pem"), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(new String(publisher.file(ca, "ca.crl.pem"), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN X509 CRL-----");
        publisher.close();
        publisher = new TestPublisher(source, folder, NOW);
        assertThat(publisher.shelf.crls())
                .extracting(PublishedCrl::scope)
                .containsExactly(
                        "ca",
                        "ca-delta",
                        "complete",
                        "complete-delta",
                        "shard-0",
                        "shard-0-delta",
                        "shard-17");
        refused(draft("shard-0", 3, 1L, 2L), "SERIAL_IN_TWO_SHARDS", "shard-17");
    }

    @Test
    void aShardWithoutItsUriIsRefused() {
        var draft = draft("shard-1", 1, 1L);
        draft.distributionPoint = null;
        refused(draft, "SCOPE", "no issuingDistributionPoint");
        var other = draft("shard-1", 2, 1L);
        other.distributionPoint = uri("shard-2");
        refused(other, "SCOPE", "does not name the URI");
        published(draft("shard-1", 3, 1L));
    }

    @Test
    void noSerialIsInTwoShardsNorInTheirDeltas() {
        published(draft("shard-0", 1, 1L, 3L));
        published(draft("shard-1", 1, 2L, 4L));
        refused(
                draft("shard-2", 1, 5L, 3L),
                "SERIAL_IN_TWO_SHARDS",
                "serial 03 is in it and in shard-0");
        published(draft("shard-2", 2, 5L, 7L));
        published(draft("shard-0-delta", 2, 9L).addingTo(1));
        refused(draft("shard-1-delta", 2, 9L).addingTo(1), "SERIAL_IN_TWO_SHARDS", "shard-0-delta");
        published(draft("shard-0", 3, 1L, 3L, 9L));
        // The complete one has them all.
        published(draft("complete", 1, 1L, 2L, 3L, 4L, 5L, 7L, 9L));
    }

    @Test
    void onlyAReleasedHoldLeavesACompleteCrl() {
        published(draft("complete", 1, 1L, 2L, 4L).withReason(1, HOLD).withReason(2, 1));
        refused(draft("complete", 2, 2L, 4L), "ENTRY_MISSING", "01");
        source.released.addAll(serials(1, 2, 4));
        published(draft("complete", 3, 2L, 4L).withReason(2, 1));
        // It says that it was released, but its reason was final.
        refused(draft("complete", 4, 4L), "ENTRY_MISSING", "02");
        published(draft("complete", 5, 2L, 4L, 6L));
    }

    @Test
    void expiredSerialsLeaveUnlessTheCrlSaysThatItKeepsThem() {
        source.expired.addAll(serials(1, 2));
        var since = NOW.minus(Duration.ofDays(10));
        published(draft("complete", 1, 1L, 2L).keepingExpiredSince(since));
        refused(
                draft("complete", 2, 1L, 2L).keepingExpiredSince(since.plusSeconds(1)),
                "EXPIRED_CERTS",
                "later than");
        published(draft("complete", 3, 1L, 2L).keepingExpiredSince(since.minusSeconds(1)));
        published(draft("complete", 4, 2L));
        assertThat(source.askedBefore).isEqualTo(draft("complete", 3).thisUpdate);
        published(draft("complete", 5).keepingExpiredSince(since));
        assertThat(source.askedBefore).isEqualTo(since);
    }

    @Test
    void whatExpiredWhileNobodyPublishedMayBeGone() {
        source.expired.addAll(serials(1));
        published(draft("complete", 1, 1L, 2L));
        source.signedBefore = NOW.minusSeconds(60);
        published(draft("complete", 9, 2L));
        assertThat(source.askedBefore).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void aDeltaAddsToWhatWasPublished() {
        refused(draft("complete-delta", 2, 5L).addingTo(1), "DELTA_BASE", "no CRL is published");
        published(draft("complete", 1, 1L));
        published(draft("complete-delta", 2, 5L).addingTo(1));
        published(draft("complete", 3, 1L, 5L));
        // The one before is what many still hold.
        published(draft("complete-delta", 4, 5L, 6L).addingTo(1));
        refused(draft("complete-delta", 6, 6L).addingTo(2), "DELTA_BASE", "number 2");
        var notRecorded = draft("complete-delta", 6, 6L).addingTo(3);
        notRecorded.recordedBase = 1L;
        refused(notRecorded, "DELTA_BASE", "its row says 1");
        published(draft("complete-delta", 7, 6L).addingTo(3));
        published(draft("complete", 8, 1L, 5L, 6L));
        // Overtaken: neither published nor wrong.
        offer(draft("complete", 12, 1L, 5L, 6L));
        publisher.round();
        var delta = publisher.file(ca, "complete-delta.crl");
        offer(draft("complete-delta", 11, 6L).addingTo(8));
        publisher.round();
        assertThat(publisher.refusals.sentences()).isEmpty();
        assertThat(publisher.file(ca, "complete-delta.crl")).isEqualTo(delta);
    }

    @Test
    void aDeltaForgetsNothingThatWasTold() {
        published(draft("complete", 1, 1L));
        published(draft("complete-delta", 2, 5L, 6L).addingTo(1));
        refused(draft("complete-delta", 3, 5L).addingTo(1), "ENTRY_MISSING", "06");
        // What only a delta has told, the next complete one must tell.
        refused(draft("complete", 4, 1L, 5L), "ENTRY_MISSING", "06");
        published(draft("complete", 5, 1L, 5L, 6L));
        published(draft("complete-delta", 6, 7L).addingTo(5));
    }

    @Test
    void aDeltaTakesBackOnlyReleasedHolds() {
        published(draft("complete", 1, 1L, 2L).withReason(1, HOLD).withReason(2, 1));
        published(draft("complete-delta", 2, 5L).withReason(5, HOLD).addingTo(1));
        refused(
                draft("complete-delta", 3, 5L, 1L).withReason(1, REMOVE).addingTo(1),
                "REMOVAL",
                "neither released");
        source.released.addAll(serials(1, 2, 5));
        // Within one base a release is said, not passed over.
        refused(
                draft("complete-delta", 4, 1L).withReason(1, REMOVE).addingTo(1),
                "ENTRY_MISSING",
                "05");
        published(
                draft("complete-delta", 5, 1L, 5L)
                        .withReason(1, REMOVE)
                        .withReason(5, REMOVE)
                        .addingTo(1));
        refused(
                draft("complete-delta", 6, 1L, 2L, 5L)
                        .withReason(1, REMOVE)
                        .withReason(2, REMOVE)
                        .withReason(5, REMOVE)
                        .addingTo(1),
                "REMOVAL",
                "final");
        published(draft("complete", 7, 2L).withReason(2, 1));
        published(draft("complete-delta", 8).addingTo(7));
        refused(draft("complete", 9, 2L, 3L).withReason(3, REMOVE), "REMOVAL", "only deltas");
    }

    @Test
    void oneNumberSaysOneThing() {
        published(draft("complete", 1, 1L));
        published(draft("complete-delta", 2, 5L).addingTo(1));
        refused(draft("complete", 2, 1L), "NUMBER_NOT_GREATER", "same CRL number 2");
        published(draft("complete", 2, 1L, 5L));
    }

    @Test
    void freshestCrlNamesTheDeltasOfItsScope() {
        refused(
                draft("ca", 1).withFreshest(uri("complete-delta")),
                "FRESHEST_CRL",
                "does not name");
        published(draft("ca", 2).withFreshest(uri("ca-delta")));
        refused(
                draft("ca-delta", 3).addingTo(2).withFreshest(uri("ca-delta")),
                "FRESHEST_CRL",
                "may not have");
    }

    @Test
    void aDeltaHasTheScopeOfTheCrlItAddsTo() {
        published(draft("complete", 1).withDistributionPoint(uri("complete"), true, false));
        refused(
                draft("complete-delta", 2).addingTo(1),
                "SCOPE",
                "not that of the CRL of its scope");
        published(
                draft("complete-delta", 3)
                        .addingTo(1)
                        .withDistributionPoint(uri("complete"), true, false));
    }

    @Test
    void aDatabaseThatHasForgottenWhatIsPublishedIsAlarmed() {
        published(draft("complete", 4, 1L));
        source.forget(ca, "complete");
        publisher.round();
        assertThat(publisher.refusals.sentences())
                .singleElement()
                .asString()
                .contains("SOURCE_STALE", "of which number 4 is published");
        refused(draft("complete", 3, 1L), "NUMBER_NOT_GREATER", "not above 4");
        published(draft("complete", 5, 1L));
    }

    private CrlDraft draft(String scope, long number, Long... serials) {
        return new CrlDraft(ca, number, NOW.minusSeconds(3600 - number), Arrays.asList(serials))
                .of(scope, uri(CrlScope.baseOf(scope)));
    }

    private void offer(CrlDraft draft) {
        source.offer(ca, draft.sign());
    }

    private void published(CrlDraft draft) {
        var crl = draft.sign();
        source.offer(ca, crl);
        publisher.round();
        assertThat(publisher.refusals.sentences()).isEmpty();
        assertThat(publisher.file(ca, crl.scope() + ".crl")).isEqualTo(crl.der().toArray());
    }

    private void refused(CrlDraft draft, String reason, String words) {
        var crl = draft.sign();
        var place = ca.label() + "/" + crl.scope();
        var before = source.offered(ca, crl.scope());
        source.offer(ca, crl);
        publisher.round();
        assertThat(publisher.refusals.sentences())
                .singleElement()
                .asString()
                .contains(place + " is refused (" + reason + ")", words);
        source.forget(ca, crl.scope());
        before.ifPresent(earlier -> source.offer(ca, earlier));
        publisher.refusals.settle(place);
    }

    private String uri(String scope) {
        return TestSource.uri(ca, scope);
    }

    private static List<Octets> serials(int... serials) {
        return Arrays.stream(serials).mapToObj(s -> Octets.of(new byte[] {(byte) s})).toList();
    }
}
