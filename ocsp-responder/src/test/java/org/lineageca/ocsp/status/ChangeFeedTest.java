package org.lineageca.ocsp.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ocsp.fixture.MemoryStatusSource;
import org.lineageca.ocsp.fixture.SetClock;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.octets.Octets;

class ChangeFeedTest {

    private static final int REMEMBERED = 3;

    private final MemoryStatusSource source = new MemoryStatusSource();
    private final ChangeJournal journal = new ChangeJournal(REMEMBERED);
    private final SetClock clock = new SetClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final Freshness freshness = new Freshness(clock, Duration.ofMinutes(15));
    private final Listener listener = new Listener();
    private final ChangeFeed feed = new ChangeFeed(source, journal, listener, freshness, clock);

    @Test
    void tellsEachChangeOnce() {
        revoke(1);
        feed.poll();
        revoke(2);
        revoke(3);
        feed.poll();
        feed.poll();

        assertThat(listener.changed).containsExactly(key(2), key(3));
        assertThat(journal.mark().number()).isEqualTo(3);
    }

    @Test
    void goesOnWhereItWasAfterAnOutage() {
        feed.poll();
        source.fail(true);
        revoke(1);
        feed.poll();
        assertThat(freshness.isReachable()).isFalse();
        source.fail(false);
        feed.poll();

        assertThat(listener.changed).containsExactly(key(1));
        assertThat(freshness.isReachable()).isTrue();
    }

    @Test
    void isHonestUntilTheLastReadingIsTooOld() {
        assertThat(freshness.isHonest()).isFalse();
        feed.poll();
        source.fail(true);
        clock.advance(Duration.ofMinutes(15));
        feed.poll();
        assertThat(freshness.isHonest()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(freshness.isHonest()).isFalse();
    }

    @Test
    void aCopyIsAsOldAsItsHeartbeatHoweverOftenItIsRead() {
        source.copiedUntil(clock.instant().minusSeconds(4));
        feed.poll();
        assertThat(freshness.age()).isEqualTo(Duration.ofSeconds(4));
        assertThat(freshness.knownAt(clock.instant())).isEqualTo(clock.instant().minusSeconds(4));

        clock.advance(Duration.ofMinutes(15));
        feed.poll();

        assertThat(freshness.isReachable()).isTrue();
        assertThat(freshness.isHonest()).isFalse();
    }

    @Test
    void aHeartbeatOfAClockThatIsAheadProvesNothingAboutTheFuture() {
        source.copiedUntil(clock.instant().plusSeconds(60));
        feed.poll();

        assertThat(freshness.age()).isZero();
        assertThat(freshness.knownAt(clock.instant())).isEqualTo(clock.instant());
    }

    @Test
    void dropsEverythingWhenTheDatabaseWasPutBack() {
        revoke(1);
        revoke(2);
        feed.poll();
        var before = journal.mark();
        source.forgetChanges();
        feed.poll();

        assertThat(listener.allChanged).isEqualTo(2);
        assertThat(journal.changedSince(key(9), before)).isTrue();
        revoke(5);
        feed.poll();
        assertThat(listener.changed).containsExactly(key(5));
    }

    @Test
    void aHoldThatEndsIsAChangeAndNotAnotherHistory() {
        feed.poll();
        revoke(1);
        revoke(2);
        feed.poll();
        source.change(1, TestAuthority.serial(2), new CertificateStatus.Good());
        revoke(3);
        feed.poll();

        assertThat(listener.changed).containsExactly(key(1), key(2), key(2), key(3));
        assertThat(listener.allChanged).isEqualTo(1);
        assertThat(journal.mark().number()).isEqualTo(4);
    }

    @Test
    void whereAnotherCertificateHasTheLastNumberItIsAnotherHistory() {
        feed.poll();
        revoke(1);
        feed.poll();
        source.forgetChanges();
        revoke(2);
        revoke(1);
        feed.poll();

        assertThat(listener.allChanged).isEqualTo(2);
    }

    @Test
    void knowsWhatChangedSinceAMarkAndCountsTheForgottenAsChanged() {
        feed.poll();
        var start = journal.mark();
        revoke(1);
        feed.poll();
        var later = journal.mark();

        assertThat(journal.changedSince(key(1), start)).isTrue();
        assertThat(journal.changedSince(key(1), later)).isFalse();
        assertThat(journal.changedSince(key(2), start)).isFalse();

        for (var serial = 11; serial <= 11 + REMEMBERED; serial++) {
            revoke(serial);
        }
        feed.poll();
        assertThat(journal.changedSince(key(2), start)).isTrue();
        assertThat(journal.changedSince(key(2), journal.mark())).isFalse();
    }

    private void revoke(long serial) {
        source.revoke(
                1, TestAuthority.serial(serial), clock.instant(), RevocationReason.KEY_COMPROMISE);
    }

    private static CertificateKey key(long serial) {
        Octets octets = TestAuthority.serial(serial);
        return new CertificateKey(1, octets);
    }

    private static final class Listener implements ChangeListener {

        private final List<CertificateKey> changed = new ArrayList<>();
        private int allChanged;

        @Override
        public void changed(CertificateKey certificate) {
            changed.add(certificate);
        }

        @Override
        public void allChanged() {
            allChanged++;
        }
    }
}
