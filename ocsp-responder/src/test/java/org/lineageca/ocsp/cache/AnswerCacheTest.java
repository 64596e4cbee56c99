package org.lineageca.ocsp.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.ocsp.answer.Delegate;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.answer.Validity;
import org.lineageca.ocsp.fixture.MemoryStatusSource;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.DelegateCertificate;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.protocol.SignedResponse;
import org.lineageca.ocsp.protocol.UnfitDelegateException;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.ocsp.status.Change;
import org.lineageca.ocsp.status.ChangeFeed;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.octets.Octets;

class AnswerCacheTest {

    private static final CertificateKey FIVE = new CertificateKey(1, TestAuthority.serial(5));
    private static final Octets QUESTION = Octets.ofHex("3000");

    private final ChangeJournal journal = new ChangeJournal(100_000);
    private final MemoryStatusSource source = new MemoryStatusSource();
    private final Delegate delegate = newDelegate();

    @Test
    void keepsOneAnswerForEachWayOfAsking() {
        var cache = new AnswerCache(journal, 1 << 20);
        var other = Octets.ofHex("3001");
        cache.store(FIVE, QUESTION, answer("aa"), journal.mark());
        cache.store(FIVE, other, answer(other, "bb"), journal.mark());
        cache.store(FIVE, QUESTION, answer("cc"), journal.mark());

        assertThat(cache.find(FIVE, QUESTION)).contains(answer("cc"));
        assertThat(cache.find(FIVE, other)).contains(answer(other, "bb"));
        assertThat(cache.find(FIVE, Octets.ofHex("3002"))).isEmpty();
        cache.changed(FIVE);
        assertThat(cache.find(FIVE, QUESTION)).isEmpty();
        assertThat(cache.find(FIVE, other)).isEmpty();
    }

    @Test
    void tellsWhatWasAskedForAndIsDue() {
        var cache = new AnswerCache(journal, 1 << 20);
        var six = new CertificateKey(1, TestAuthority.serial(6));
        cache.store(FIVE, QUESTION, answer("aa"), journal.mark());
        cache.store(six, QUESTION, answer("bb"), journal.mark());
        assertThat(cache.find(FIVE, QUESTION)).isPresent();

        assertThat(cache.askedAndDueBy(Instant.EPOCH.plusSeconds(29))).isEmpty();
        assertThat(cache.askedAndDueBy(Instant.EPOCH.plusSeconds(30)))
                .containsExactly(new AnswerCache.Entry(FIVE, QUESTION, answer("aa")));
        assertThat(cache.isFreshAt(six, QUESTION, Instant.EPOCH.plusSeconds(29))).isTrue();
        assertThat(cache.isFreshAt(six, QUESTION, Instant.EPOCH.plusSeconds(30))).isFalse();
        assertThat(cache.isFreshAt(six, Octets.ofHex("3001"), Instant.EPOCH)).isFalse();
    }

    @Test
    void staysWithinItsBound() {
        var cache = new AnswerCache(journal, 100_000);
        for (var serial = 0; serial < 10_000; serial++) {
            var key = new CertificateKey(1, TestAuthority.serial(serial));
            cache.store(key, QUESTION, answer("aa".repeat(330)), journal.mark());
        }

        org.awaitility.Awaitility.await().until(() -> cache.size() < 200);
    }

    @Test
    void refusesAnAnswerReadBeforeAChangeThatWasNoticedSince() {
        var cache = new AnswerCache(journal, 1 << 20);
        var feed = feed(cache);
        feed.poll();
        var mark = journal.mark();
        source.revoke(1, FIVE.serial(), Instant.EPOCH, RevocationReason.SUPERSEDED);
        feed.poll();

        cache.store(FIVE, QUESTION, answer("aa"), mark);
        assertThat(cache.find(FIVE, QUESTION)).isEmpty();

        cache.store(FIVE, QUESTION, answer("bb"), journal.mark());
        cache.store(FIVE, QUESTION, answer("aa"), mark);
        assertThat(cache.find(FIVE, QUESTION)).contains(answer("bb"));
    }

    /** Two threads read, dawdle and store, another changes the status, all at once, many times. */
    @Test
    void neverHoldsAnAnswerOlderThanTheLastChangeNoticed() throws InterruptedException {
        var cache = new AnswerCache(journal, 1 << 20);
        var feed = feed(cache);
        feed.poll();
        var done = new AtomicBoolean();
        var stored = new AtomicInteger();
        Runnable storing =
                () -> {
                    var random = new Random(Thread.currentThread().threadId());
                    while (!done.get()) {
                        var mark = journal.mark();
                        var seen = source.lastChange().map(Change::number).orElse(0L);
                        for (var i = random.nextInt(2_000); i > 0; i--) {
                            Thread.onSpinWait();
                        }
                        cache.store(FIVE, QUESTION, answer("%016x".formatted(seen)), mark);
                        stored.incrementAndGet();
                    }
                };
        var threads =
                List.of(Thread.ofPlatform().start(storing), Thread.ofPlatform().start(storing));

        for (var number = 1; number <= 300; number++) {
            source.revoke(1, FIVE.serial(), Instant.EPOCH, RevocationReason.SUPERSEDED);
            feed.poll();
            var before = stored.get();
            while (stored.get() < before + 2) {
                var held = cache.find(FIVE, QUESTION);
                if (held.isPresent()) {
                    var head = held.get().response().head().toHex();
                    var seen = Long.parseLong(head.substring(QUESTION.length() * 2), 16);
                    assertThat(seen).isGreaterThanOrEqualTo(number);
                }
            }
        }
        done.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }

    private ChangeFeed feed(AnswerCache cache) {
        var clock = InstantSource.system();
        var freshness = new Freshness(clock, Duration.ofMinutes(1));
        return new ChangeFeed(source, journal, cache, freshness, clock);
    }

    private SignedAnswer answer(String rest) {
        return answer(QUESTION, rest);
    }

    private SignedAnswer answer(Octets question, String rest) {
        var response =
                new SignedResponse(
                        Octets.ofHex(question.toHex() + rest),
                        Octets.ofHex("a000"),
                        (short) 0,
                        (short) question.length());
        return new SignedAnswer(
                response,
                new Validity(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)),
                delegate,
                new CertificateStatus.Good(),
                true);
    }

    private static Delegate newDelegate() {
        var authority = TestAuthority.named("Issuer");
        var key = Octets.of(TestAuthority.newKey().getPublic().getEncoded());
        try {
            var certificate =
                    DelegateCertificate.issuedBy(
                            authority.name(),
                            authority.publicKey(),
                            TestAuthority.der(
                                    authority.delegate(BigInteger.TEN, key, Duration.ofDays(30))));
            return new Delegate(certificate, KeyHandle.of("responder", key));
        } catch (UnfitDelegateException e) {
            throw new IllegalStateException(e);
        }
    }
}
