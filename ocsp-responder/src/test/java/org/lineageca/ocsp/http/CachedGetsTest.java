package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.fixture.MemoryStatusSource;
import org.lineageca.ocsp.fixture.SetClock;
import org.lineageca.ocsp.fixture.SoftwareSigner;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.respond.AnswerMaking;
import org.lineageca.ocsp.respond.HealthCheck;
import org.lineageca.ocsp.respond.Limits;
import org.lineageca.ocsp.respond.Responder;
import org.lineageca.ocsp.status.ChangeFeed;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.StatusReader;

/** A connection with the short way from its octets to the cache, beside one without it. */
class CachedGetsTest {

    private static final int GENERATION = 1;
    private static final int CERTIFICATES = 4;
    private static final HttpSettings SETTINGS =
            new HttpSettings("", 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "get", "\r\nGET");

    private static final List<String> VERSIONS =
            List.of(
                    "HTTP/1.1\r\n",
                    "HTTP/1.1\r\n",
                    "HTTP/1.1\r\n",
                    "HTTP/1.1\r\n",
                    "HTTP/1.1\r\n",
                    "HTTP/1.1\r\n",
                    "HTTP/1.0\r\n",
                    "HTTP/1.1\n",
                    "HTTP/2.0\r\n",
                    "\r\n");

    private static final List<String> FIELDS =
            List.of(
                    "Host: localhost\r\n",
                    "host:x\r\n",
                    "User-Agent: y/1.0 (z)\r\n",
                    "Accept: */*\r\n",
                    "X-Forwarded-For: 127.0.0.1\r\n",
                    "Connection: keep-alive\r\n",
                    "connection: Keep-Alive\r\n",
                    "Connection: close\r\n",
                    "Connection: keep-alive, close\r\n",
                    "If-None-Match: TAG\r\n",
                    "If-None-Match: W/TAG, \"x\"\r\n",
                    "If-None-Match: *\r\n",
                    "If-None-Match: \"x\"\r\n",
                    "Content-Type: application/ocsp-request\r\n",
                    "Content-Length: 0\r\n",
                    "Content-Length: 3\r\n\r\nabc",
                    "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
                    "Expect: 100-continue\r\n",
                    "TE: trailers\r\n",
                    "Range: bytes=0-1\r\n",
                    "Cookie: a=b\r\n continued\r\n",
                    "Ho st: x\r\n",
                    "Host : x\r\n",
                    ": x\r\n",
                    "x\r\n",
                    "Empty:\r\n",
                    "Octets: \u0000\r\n",
                    "Umlaut: \u00e4\r\n");

    private final TestAuthority authority = TestAuthority.named("Issuer");
    private final MemoryStatusSource source = new MemoryStatusSource();
    private final SoftwareSigner signer = new SoftwareSigner();
    private final SetClock clock = new SetClock(Instant.now());
    private final ChangeJournal journal = new ChangeJournal(1_000);
    private final Freshness freshness = new Freshness(clock, Duration.ofMinutes(15));
    private final AnswerCache cache = new AnswerCache(journal, 1 << 20);
    private final IssuerDirectory directory = new IssuerDirectory(source, signer, clock);
    private final ChangeFeed feed = new ChangeFeed(source, journal, cache, freshness, clock);
    private final StatusReader reader = new StatusReader(source, journal, freshness, clock, 1);
    private final OcspHandler.Shared shared = shared();

    /** Targets with an answer that is in the cache, or with none at all. */
    private final List<String> targets = new ArrayList<>();

    private String entityTag = "";

    private OcspHandler.Shared shared() {
        var policy = new AnswerPolicy(Duration.ofHours(12), true);
        var signing = new AnswerMaking.Signing(signer, directory, clock, ResponderMeter.NONE);
        var making = new AnswerMaking(reader, freshness, journal, cache, signing, policy);
        var limits = new Limits(100, Duration.ofSeconds(20));
        var responder = new Responder(directory, cache, making, policy, limits, clock);
        var health = new HealthCheck(freshness, directory, cache, signer, clock);
        var service = new HttpServer.Service(responder, health, Runnable::run, ResponderMeter.NONE);
        return new OcspHandler.Shared(service, new OcspResponses(clock));
    }

    @BeforeEach
    void fillTheCache() {
        var key = signer.generate("ocsp", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE));
        var delegate =
                authority.delegate(BigInteger.TEN, key.handle().publicKey(), Duration.ofDays(30));
        source.serve(GENERATION, authority, TestAuthority.der(delegate));
        for (var number = 1; number <= CERTIFICATES; number++) {
            source.issue(GENERATION, TestAuthority.serial(number));
        }
        directory.refresh();
        feed.poll();
        for (var number = 1; number <= CERTIFICATES; number++) {
            var der = TestRequest.about(authority, TestAuthority.serial(number));
            shared.responder().respond(der).join();
            var base64 = TestRequest.base64(der);
            targets.add("/" + base64);
            targets.add("/ocsp/" + base64.replace("=", "%3d").replace("/", "%2F"));
            targets.add("/ocsp//" + base64.replace("+", "%252B") + "?query");
        }
        var strange = TestAuthority.named("Somebody else");
        targets.add("/" + TestRequest.base64(TestRequest.about(strange, TestAuthority.serial(1))));
        targets.addAll(List.of("/", "/ocsp", "/ocsp/MEUw", "/M%%", "/health", "/x", "*", "/é"));
        var answer = octets(send(channel(true), get(targets.getFirst())));
        entityTag = answer.replaceFirst("(?s).*\r\netag: ([^\r]*)\r\n.*", "$1");
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void answersWithoutTheCodec() {
        var channel = channel(true);
        channel.pipeline().remove(OcspHandler.class);

        assertThat(octets(send(channel, get(targets.getFirst())))).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void givesNothingFromTheCacheOnceTheStatusHasChanged() {
        var channel = channel(true);
        channel.pipeline().remove(OcspHandler.class);
        source.revoke(
                GENERATION,
                TestAuthority.serial(1),
                clock.instant(),
                RevocationReason.KEY_COMPROMISE);
        feed.poll();

        assertThat(octets(send(channel, get(targets.getFirst())))).isEmpty();
    }

    @Test
    void givesNothingFromTheCacheThatIsDueForANewerAnswer() {
        var channel = channel(true);
        channel.pipeline().remove(OcspHandler.class);
        clock.advance(Duration.ofHours(6));
        feed.poll();

        assertThat(octets(send(channel, get(targets.getFirst())))).isEmpty();
    }

    @Test
    void whatComesBeforeAGetIsAnsweredWaitsSoThatEachAnswerIsThatOfItsRequest() {
        var serial = TestAuthority.serial(99);
        source.issue(GENERATION, serial);
        feed.poll();
        var target = "/" + TestRequest.base64(TestRequest.about(authority, serial));
        var channel = channel(true);
        var held = signer.hold();
        send(channel, get(target));
        send(channel, List.of("HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n"));
        send(channel, get("/health/live"));
        assertThat(octets(channel)).isEmpty();
        held.complete(null);

        var all = new StringBuilder();
        await().until(() -> {
            channel.runPendingTasks();
            return all.append(octets(channel)).toString().endsWith("up\"}\n");
        });

        var head = afterResponse(all.toString(), true);
        var last = afterResponse(head, false);
        assertThat(afterResponse(last, true)).isEmpty();
        channel.finishAndReleaseAll();
    }

    private static String afterResponse(String octets, boolean hasBody) {
        assertThat(octets).startsWith("HTTP/1.1 200 OK\r\n");
        var body = octets.indexOf("\r\n\r\n") + 4;
        var length =
                octets.substring(0, body).replaceFirst("(?is).*\r\ncontent-length: (\\d+).*", "$1");
        return octets.substring(hasBody ? body + Integer.parseInt(length) : body);
    }

    @Test
    void aBodyThatComesInManyPiecesKeepsFewOfTheBuffersTheyCameIn() {
        var channel = channel(true);
        send(
                channel,
                List.of("POST /ocsp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var buffers = new ArrayList<ByteBuf>();
        for (var i = 0; i < 1_000; i++) {
            var buffer = Unpooled.buffer(CachedGets.LONGEST);
            buffer.writeBytes("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
            buffers.add(buffer);
            channel.writeInbound(buffer);
        }

        assertThat(buffers.stream().filter(buffer -> buffer.refCnt() > 0).count())
                .isLessThanOrEqualTo(4);
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void answersOctetForOctetWhatTheCodecWould(long seed) {
        System.out.println("CachedGetsTest seed " + seed);
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++) {
            var octets = new StringBuilder();
            for (var requests = random.nextInt(5); requests >= 0; requests--) {
                octets.append(request(random));
            }
            var pieces = pieces(octets.toString(), random);
            var quick = channel(true);
            var slow = channel(false);

            assertThat(octets(send(quick, pieces)))
                    .as("seed %d, case %d: %s", seed, i, pieces)
                    .isEqualTo(octets(send(slow, pieces)));
            assertThat(quick.isOpen()).isEqualTo(slow.isOpen());
            quick.finishAndReleaseAll();
            slow.finishAndReleaseAll();
        }
    }

    private String request(Random random) {
        var target = one(random, targets);
        var fields = new StringBuilder();
        for (var count = random.nextInt(4); count > 0; count--) {
            fields.append(one(random, FIELDS).replace("TAG", entityTag));
        }
        var rest = fields + (random.nextInt(50) == 0 ? "" : "\r\n");
        if (random.nextInt(8) == 0) {
            rest = mutated(rest, random);
        }
        return one(random, METHODS) + " " + target + " " + one(random, VERSIONS) + rest;
    }

    private static String mutated(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        var mutated = new StringBuilder(text);
        mutated.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        return mutated.toString();
    }

    /** Cut somewhere, often nowhere. */
    private static List<String> pieces(String octets, Random random) {
        var pieces = new ArrayList<String>();
        var begin = 0;
        while (begin < octets.length()) {
            var left = octets.length() - begin;
            var length = random.nextBoolean() ? left : random.nextInt(left) + 1;
            pieces.add(octets.substring(begin, begin + length));
            begin += length;
        }
        return pieces;
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> get(String target) {
        return List.of("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private EmbeddedChannel channel(boolean quick) {
        var clock = new ConnectionClock(SETTINGS);
        var channel = new EmbeddedChannel(clock);
        HttpServer.addHttp1(channel.pipeline(), shared, clock);
        if (!quick) {
            channel.pipeline().remove(CachedGets.class);
        }
        return channel;
    }

    private static EmbeddedChannel send(EmbeddedChannel channel, List<String> pieces) {
        for (var piece : pieces) {
            if (channel.isOpen()) {
                channel.writeInbound(
                        Unpooled.wrappedBuffer(piece.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return channel;
    }

    /** All that was written. */
    private static String octets(EmbeddedChannel channel) {
        var octets = new StringBuilder();
        for (var part = channel.<ByteBuf>readOutbound();
                part != null;
                part = channel.readOutbound()) {
            octets.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return octets.toString();
    }
}
