package org.lineageca.ocsp.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
import org.lineageca.ocsp.protocol.ErrorStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.status.ChangeFeed;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.StatusReader;
import org.lineageca.octets.Octets;

/** The way from a request to an answer, with every part failing in turn and time at hand. */
class ResponderTest {

    private static final int GENERATION = 1;
    private static final int IN_FLIGHT = 3;
    private static final Octets FIVE = TestAuthority.serial(5);

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
        var policy = new AnswerPolicy(Duration.ofHours(12), true);
        var signing = new AnswerMaking.Signing(signer, directory, clock, ResponderMeter.NONE);
        var making = new AnswerMaking(reader, freshness, journal, cache, signing, policy);
        var limits = new Limits(IN_FLIGHT, Duration.ofSeconds(20));
        return new Responder(directory, cache, making, policy, limits, clock);
    }

    @BeforeEach
    void serve() {
        source.serve(GENERATION, authority, delegate(10, Duration.ofDays(30)));
        source.issue(GENERATION, FIVE);
        poll();
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void signsOnceAndAnswersFromTheCacheUntilTheRefreshTime() {
        assertThat(status(ask(FIVE))).isEqualTo("good");
        assertThat(status(ask(FIVE))).isEqualTo("good");
        assertThat(signer.signatures()).isEqualTo(1);

        clock.advance(Duration.ofHours(6));
        poll();
        ask(FIVE);
        assertThat(signer.signatures()).isEqualTo(2);
    }

    @Test
    void answersBothHashesEachByItsOwnEncoding() {
        var sha1 = new TestRequest().and(authority, FIVE, TestRequest.SHA1).der();
        var sha256 = new TestRequest().and(authority, FIVE, TestRequest.SHA256).der();

        for (var request : new byte[][] {sha1, sha256, sha1, sha256}) {
            assertThat(status(ask(request))).isEqualTo("good");
        }

        assertThat(signer.signatures()).isEqualTo(2);
        assertThat(hash(ask(sha1))).isEqualTo("1.3.14.3.2.26");
        assertThat(hash(ask(sha256))).isEqualTo("2.16.840.1.101.3.4.2.1");
    }

    @Test
    void coalescesTheSameQuestionIntoOneSignature() {
        var held = signer.hold();
        var replies = new ArrayList<CompletableFuture<Reply>>();
        for (var i = 0; i < 50; i++) {
            replies.add(responder.respond(request(FIVE)));
        }
        held.complete(null);

        for (var reply : replies) {
            assertThat(status(join(reply))).isEqualTo("good");
        }
        assertThat(signer.signatures()).isEqualTo(1);
        assertThat(responder.inFlight()).isZero();
    }

    @Test
    void neverCachesAnAnswerWhoseStatusChangedWhileItWasMade() {
        var held = signer.hold();
        var early = responder.respond(request(FIVE));
        await().until(() -> signer.signatures() == 1);

        // The status was read as good; now it is revoked, noticed, and dropped from the cache.
        revoke(FIVE);
        feed.poll();
        held.complete(null);

        assertThat(status(join(early))).isEqualTo("revoked");
        assertThat(status(ask(FIVE))).isEqualTo("revoked");
    }

    @Test
    void dropsAnAnswerThatWasStoredBeforeTheChangeWasNoticed() {
        var latch = new CountDownLatch(1);
        source.holdReadings(latch);
        var early = responder.respond(request(FIVE));
        await().until(() -> source.readings() == 1);

        revoke(FIVE);
        latch.countDown();
        // The old status was read, signed and stored: nobody has noticed yet.
        assertThat(status(join(early))).isEqualTo("good");

        feed.poll();
        assertThat(status(ask(FIVE))).isEqualTo("revoked");
    }

    @Test
    void doesNotRememberWhatIsUnknown() {
        var six = TestAuthority.serial(6);
        assertThat(status(ask(six))).isEqualTo("unknown");

        source.issue(GENERATION, six);

        assertThat(status(ask(six))).isEqualTo("good");
    }

    @Test
    void answersFromTheCacheWithoutTokenAndDatabaseUntilNextUpdate() {
        ask(FIVE);
        signer.lose();
        source.fail(true);
        poll();

        assertThat(status(ask(FIVE))).isEqualTo("good");
        clock.advance(Duration.ofHours(11));
        assertThat(status(ask(FIVE))).isEqualTo("good");
        clock.advance(Duration.ofHours(1));
        assertThat(ask(FIVE)).isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));
        assertThat(ask(TestAuthority.serial(6)))
                .isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));

        signer.restore();
        source.fail(false);
        poll();
        assertThat(status(ask(FIVE))).isEqualTo("good");
    }

    @Test
    void saysTryLaterWhileTheTokenIsAwayAndWorksAgainAfter() {
        signer.lose();
        assertThat(ask(FIVE)).isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));
        signer.restore();
        assertThat(status(ask(FIVE))).isEqualTo("good");
    }

    @Test
    void signsNothingByDataThatIsTooOld() {
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));

        assertThat(ask(FIVE)).isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));
        poll();
        assertThat(status(ask(FIVE))).isEqualTo("good");
    }

    @Test
    void saysTryLaterBeforeTheIssuersAreKnown() {
        var empty = new IssuerDirectory(source, signer, clock);
        var policy = new AnswerPolicy(Duration.ofHours(12), true);
        var signing = new AnswerMaking.Signing(signer, empty, clock, ResponderMeter.NONE);
        var making = new AnswerMaking(reader, freshness, journal, cache, signing, policy);
        var early =
                new Responder(
                        empty,
                        cache,
                        making,
                        policy,
                        new Limits(IN_FLIGHT, Duration.ofSeconds(20)),
                        clock);

        assertThat(join(early.respond(request(FIVE))))
                .isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));
    }

    @Test
    void takesOnNoMoreThanItsLimit() {
        var held = signer.hold();
        var replies = new ArrayList<CompletableFuture<Reply>>();
        for (var serial = 100; serial < 100 + IN_FLIGHT; serial++) {
            replies.add(responder.respond(request(TestAuthority.serial(serial))));
        }

        assertThat(ask(FIVE)).isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));

        held.complete(null);
        replies.forEach(reply -> assertThat(status(join(reply))).isEqualTo("unknown"));
        assertThat(status(ask(FIVE))).isEqualTo("good");
    }

    @Test
    void saysTryLaterWhenAnAnswerTakesTooLong() {
        var held = signer.hold();
        var early = responder.respond(request(FIVE));
        responder.endLongWaits();
        assertThat(early).isNotDone();

        clock.advance(Duration.ofSeconds(21));
        responder.endLongWaits();

        assertThat(join(early)).isEqualTo(new Reply.Refused(ErrorStatus.TRY_LATER));
        assertThat(responder.inFlight()).isZero();
        held.complete(null);
        feed.poll();
        assertThat(status(ask(FIVE))).isEqualTo("good");
    }

    @Test
    void refusesIssuersItDoesNotServe() {
        var other = TestAuthority.named("Other");

        assertThat(ask(TestRequest.about(other, FIVE)))
                .isEqualTo(new Reply.Refused(ErrorStatus.UNAUTHORIZED));
        assertThat(ask(TestRequest.about(authority.rekeyed(), FIVE)))
                .isEqualTo(new Reply.Refused(ErrorStatus.UNAUTHORIZED));
    }

    @Test
    void refusesGenerationsWithoutAUsableDelegate() {
        var elsewhere = Octets.of(TestAuthority.newKey().getPublic().getEncoded());
        var notOnToken = authority.delegate(BigInteger.TWO, elsewhere, Duration.ofDays(30));
        source.serve(GENERATION, authority, TestAuthority.der(notOnToken));
        poll();

        assertThat(ask(FIVE)).isEqualTo(new Reply.Refused(ErrorStatus.UNAUTHORIZED));
        assertThat(directory.unanswered()).containsExactly(authority.label());
    }

    @Test
    void givesNoAnswerOfADelegateThatIsGone() {
        ask(FIVE);
        source.serve(GENERATION, authority, delegate(11, Duration.ofDays(20)));
        poll();

        var reply = ask(FIVE);

        assertThat(signer.signatures()).isEqualTo(2);
        assertThat(parsed(reply).basic().getCerts()[0].getSerialNumber()).isEqualTo(11);
    }

    @Test
    void echoesTheNonceAndCachesNothingOfIt() {
        var nonce = Octets.ofHex("00112233445566778899aabbccddeeff");
        var request = new TestRequest().and(authority, FIVE, TestRequest.SHA1).nonce(nonce).der();

        assertThat(parsed(ask(request)).nonce()).isEqualTo(nonce);
        assertThat(parsed(ask(request)).nonce()).isEqualTo(nonce);
        assertThat(signer.signatures()).isEqualTo(2);
        assertThat(parsed(ask(FIVE)).nonce()).isNull();
    }

    @Test
    void answersANonceByTheStatusOfAKeptAnswer() throws Exception {
        var request =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .nonce(Octets.ofHex("0011"))
                        .der();
        ask(FIVE);
        assertThat(source.readings()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        feed.poll();
        var polled = clock.instant();
        clock.advance(Duration.ofSeconds(10));

        var reply = ask(request);

        assertThat(status(reply)).isEqualTo("good");
        assertThat(source.readings()).isEqualTo(1);
        assertThat(parsed(reply).single(0).getThisUpdate().toInstant())
                .isEqualTo(polled.truncatedTo(ChronoUnit.SECONDS));

        revoke(FIVE);
        feed.poll();
        assertThat(status(ask(request))).isEqualTo("revoked");
        assertThat(source.readings()).isEqualTo(2);
    }

    @Test
    void neverAnswersANonceByAStatusThatChangedWhileItWasSigned() {
        var request =
                new TestRequest()
                        .and(authority, FIVE, TestRequest.SHA1)
                        .nonce(Octets.ofHex("0011"))
                        .der();
        ask(FIVE);
        var held = signer.hold();
        var early = responder.respond(request);
        await().until(() -> signer.signatures() == 2);

        revoke(FIVE);
        feed.poll();
        held.complete(null);

        assertThat(status(join(early))).isEqualTo("revoked");
    }

    @Test
    void signsWithTheDelegateNamedByItsKey() throws Exception {
        var response = parsed(ask(FIVE));

        assertThat(response.isSignedByDelegateOf(authority.certificate().getPublicKey())).isTrue();
        assertThat(response.basic().getResponderId().toASN1Primitive().getKeyHash()).hasSize(20);
    }

    private void revoke(Octets serial) {
        source.revoke(GENERATION, serial, clock.instant(), RevocationReason.KEY_COMPROMISE);
    }

    private void poll() {
        feed.poll();
        directory.refresh();
    }

    private Octets delegate(long serial, Duration validity) {
        var key =
                signer.generate(
                        "ocsp-" + serial, KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE));
        return TestAuthority.der(
                authority.delegate(BigInteger.valueOf(serial), key.handle().publicKey(), validity));
    }

    private byte[] request(Octets serial) {
        return TestRequest.about(authority, serial);
    }

    private Reply ask(Octets serial) {
        return ask(request(serial));
    }

    private Reply ask(byte[] request) {
        return join(responder.respond(request));
    }

    private static Reply join(CompletableFuture<Reply> reply) {
        return reply.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static ParsedResponse parsed(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ParsedResponse.of(((Reply.Answered) reply).answer().response());
    }

    private static String status(Reply reply) {
        return parsed(reply).certificateStatus(0);
    }

    private static String hash(Reply reply) {
        return parsed(reply).single(0).getCertID().getHashAlgOID().getId();
    }
}
