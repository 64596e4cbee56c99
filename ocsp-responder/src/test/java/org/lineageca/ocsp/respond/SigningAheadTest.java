package org.lineageca.ocsp.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.fixture.MemoryStatusSource;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.ocsp.fixture.SetClock;
import org.lineageca.ocsp.fixture.SoftwareSigner;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.status.ChangeFeed;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.StatusReader;
import org.lineageca.octets.Octets;

/** Answers that are there before they are asked for. */
class SigningAheadTest {

    private static final int GENERATION = 1;
    private static final Octets FIVE = TestAuthority.serial(5);
    private static final Octets SIX = TestAuthority.serial(6);
    private static final Duration VALIDITY = Duration.ofHours(12);

    /** Half of the validity less a twelfth of it. */
    private static final Duration DUE_AHEAD = Duration.ofHours(5);

    private final TestAuthority authority = TestAuthority.named("Issuer");
    private final MemoryStatusSource source = new MemoryStatusSource();
    private final SoftwareSigner signer = new SoftwareSigner();
    private final SetClock clock = new SetClock(Instant.now());
    private final ChangeJournal journal = new ChangeJournal(1_000);
    private final Freshness freshness = new Freshness(clock, Duration.ofMinutes(15));
    private final AnswerCache cache = new AnswerCache(journal, 1 << 20);
    private final IssuerDirectory directory = new IssuerDirectory(source, signer, clock);
    private final ChangeFeed feed = new ChangeFeed(source, journal, cache, freshness, clock);
    private final StatusReader reader = new StatusReader(source, journal, freshness, clock, 2);
    private final Responder responder = responder();

    private Responder responder() {
        var policy = new AnswerPolicy(VALIDITY, true);
        var signing = new AnswerMaking.Signing(signer, directory, clock, ResponderMeter.NONE);
        var making = new AnswerMaking(reader, freshness, journal, cache, signing, policy);
        var limits = new Limits(100, Duration.ofSeconds(20));
        return new Responder(directory, cache, making, policy, limits, clock);
    }

    @BeforeEach
    void serve() {
        var key = signer.generate("ocsp", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE));
        var delegate =
                authority.delegate(BigInteger.TEN, key.handle().publicKey(), Duration.ofDays(30));
        source.serve(GENERATION, authority, TestAuthority.der(delegate));
        source.issue(GENERATION, FIVE);
        source.issue(GENERATION, SIX);
        poll();
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void signsAnewWhatWasAskedForBeforeItIsDue() {
        var ahead = ahead(10);
        ask(FIVE);
        clock.advance(DUE_AHEAD.minusMinutes(1));
        poll();
        ahead.step();
        assertThat(signer.signatures()).isEqualTo(1);

        // It is given from the cache, and so asked for.
        ask(FIVE);
        clock.advance(Duration.ofMinutes(2));
        poll();
        ahead.step();
        assertThat(signer.signatures()).isEqualTo(2);

        // Nobody has asked for the one that was signed ahead: it is left to become due.
        clock.advance(VALIDITY.dividedBy(2));
        poll();
        ahead.step();
        assertThat(signer.signatures()).isEqualTo(2);
    }

    @Test
    void signsForAllCertificatesOfAGenerationAtItsRate() {
        for (var serial = 100; serial < 200; serial++) {
            source.issue(GENERATION, TestAuthority.serial(serial));
        }
        var ahead = ahead(100, authority.label());

        ahead.step();
        assertThat(signer.signatures()).isEqualTo(10);
        for (var step = 0; step < 20; step++) {
            ahead.step();
        }
        assertThat(signer.signatures()).isEqualTo(102);

        assertThat(ask(TestAuthority.serial(150)).certificateStatus(0)).isEqualTo("good");
        assertThat(signer.signatures()).isEqualTo(102);
    }

    @Test
    void signsForNewCertificatesToo() {
        var ahead = ahead(100, authority.label());
        ahead.step();
        // Here it comes to the list's end, and rests.
        ahead.step();
        var seven = TestAuthority.serial(7);
        source.issue(GENERATION, seven);
        clock.advance(Duration.ofMinutes(1));
        poll();

        for (var step = 0; step < 5; step++) {
            ahead.step();
        }

        assertThat(signer.signatures()).isEqualTo(3);
        ask(seven);
        assertThat(signer.signatures()).isEqualTo(3);
    }

    @Test
    void leavesGenerationsAloneThatAreNotNamed() {
        var ahead = ahead(100, "0123456789abcdef");

        for (var step = 0; step < 5; step++) {
            ahead.step();
        }

        assertThat(signer.signatures()).isZero();
    }

    @Test
    void neverGivesTheOldStatusOfWhatItSignedAhead() {
        var ahead = ahead(100, authority.label());
        ahead.step();
        assertThat(ask(FIVE).certificateStatus(0)).isEqualTo("good");

        source.revoke(GENERATION, FIVE, clock.instant(), RevocationReason.KEY_COMPROMISE);
        poll();

        assertThat(ask(FIVE).certificateStatus(0)).isEqualTo("revoked");
    }

    @Test
    void goesOnAfterTheDatabaseWasAway() {
        var ahead = ahead(100, authority.label());
        source.fail(true);
        ahead.step();
        source.fail(false);

        ahead.step();

        assertThat(signer.signatures()).isEqualTo(2);
    }

    @Test
    void waitsWhileMuchIsUnderWay() {
        var held = signer.hold();
        for (var serial = 1_000; serial < 1_060; serial++) {
            var _ = responder.respond(TestRequest.about(authority, TestAuthority.serial(serial)));
        }
        org.awaitility.Awaitility.await().until(() -> signer.signatures() == 60);

        ahead(100, authority.label()).step();

        assertThat(signer.signatures()).isEqualTo(60);
        held.complete(null);
    }

    private SigningAhead ahead(int perSecond, String... generations) {
        var extent = new SigningAhead.Extent(perSecond, Set.of(generations));
        var schedule = new SigningAhead.Schedule(extent, VALIDITY, clock);
        return new SigningAhead(responder, directory, cache, source, schedule);
    }

    private void poll() {
        feed.poll();
        directory.refresh();
    }

    private ParsedResponse ask(Octets serial) {
        var reply =
                responder
                        .respond(TestRequest.about(authority, serial))
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join();
        return ParsedResponse.of(((Reply.Answered) reply).answer().response());
    }
}
