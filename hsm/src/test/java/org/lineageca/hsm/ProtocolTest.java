package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.CollectedSet;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.ProposedSet;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SignerHealth;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.protocol.FrameChannel;
import org.lineageca.hsm.protocol.MalformedFrameException;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.ReplyCodec;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.protocol.RequestCodec;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolTest {

    private static final KeyId KEY = KeyId.of(Octets.of(new byte[] {1}));

    private static final Checkpoint CHECKPOINT =
            new Checkpoint("lineage.example/audit", 1L << 40, Octets.of(new byte[32]));

    private final TemporaryToken token = TemporaryToken.start("protocol");

    @AfterAll
    void close() {
        token.close();
    }

    static Stream<Request> everyRequest() {
        return Stream.of(
                new Request.Sign(List.of(entry())),
                new Request.Sign(IntStream.range(0, 64).mapToObj(_ -> entry()).toList()),
                new Request.Generate(
                        "label",
                        KeyAlgorithm.RSA3072,
                        EnumSet.of(KeyPurpose.CRL, KeyPurpose.HEALTH)),
                new Request.ListKeys("after"),
                new Request.Restrict(
                        KEY, EnumSet.of(KeyPurpose.CRL, KeyPurpose.CERTIFICATION_REQUEST)),
                new Request.Destroy(KEY),
                new Request.CheckHealth(),
                new Request.SignOnce(entry()),
                new Request.SignCheckpoint(KEY, CHECKPOINT),
                new Request.RecallCheckpoint(CHECKPOINT.origin()),
                new Request.AskStatus(),
                new Request.Propose(
                        2,
                        List.of(
                                new ShareRecipient("alice", Octets.of(new byte[1_000])),
                                new ShareRecipient("bob", null)),
                        Octets.of(new byte[422])),
                new Request.Offer(Octets.of(new byte[384])),
                new Request.Deactivate());
    }

    static Stream<Reply> everyReply() {
        var refused = new Outcome.Failure(Outcome.Kind.REFUSED, "no");
        var set = new ShareSet("9f2c1ab0", 2, 32);
        var key =
                new TokenKey(
                        KeyHandle.of("t", Octets.of(new byte[] {5})),
                        "label",
                        KeyAlgorithm.P384,
                        Set.of(KeyPurpose.OCSP_RESPONSE));
        return Stream.of(
                new Reply.Greeting(1, "t"),
                new Reply.Signed(List.of(new Outcome.Signature(Octets.of(new byte[512])), refused)),
                new Reply.Generated(key),
                new Reply.Keys(List.of(key, key), true),
                new Reply.Restricted(key),
                new Reply.Destroyed(),
                new Reply.Healthy(new SignerHealth("t", 3, 1L << 40, Duration.ofNanos(77))),
                new Reply.Failed(refused),
                new Reply.Status(
                        new ShareStatus(
                                ShareStatus.State.BLANK,
                                true,
                                Octets.of(new byte[422]),
                                null,
                                null,
                                null)),
                new Reply.Status(
                        new ShareStatus(
                                ShareStatus.State.LOCKED,
                                false,
                                Octets.of(new byte[0]),
                                new ProposedSet(set, List.of()),
                                new CollectedSet(set, List.of(1, 32)),
                                new CollectedSet(set, List.of(2)))),
                new Reply.Proposed(
                        set,
                        List.of(
                                new Reply.SealedShare(1, "alice", true, Octets.of(new byte[900])),
                                new Reply.SealedShare(2, "bob", false, Octets.of(new byte[384])))),
                new Reply.Recalled(null),
                new Reply.Recalled(new LastCheckpoint(CHECKPOINT, KEY, Instant.ofEpochMilli(77))),
                new Reply.Deactivated());
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void aRequestIsReadAsItWasWritten(Request request) throws Exception {
        var read = RequestCodec.decode(RequestCodec.encode(42, request));

        assertThat(read.number()).isEqualTo(42);
        assertThat(read.message()).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("everyReply")
    void aReplyIsReadAsItWasWritten(Reply reply) throws Exception {
        var read = ReplyCodec.decode(ReplyCodec.encode(-1, reply));

        assertThat(read.number()).isEqualTo(-1);
        assertThat(read.message()).isEqualTo(reply);
    }

    @Test
    void theOctetsOfASignRequestStayAsTheyAre() {
        var request = new Request.Sign(List.of(entry()));

        assertThat(HexFormat.of().formatHex(RequestCodec.encode(1, request)))
                .isEqualTo(
                        "0000000000000001"
                                + "01"
                                + "01"
                                + "0014"
                                + KEY
                                + "0003"
                                + "43524c"
                                + "000c"
                                + "45434453415f534841323536"
                                + "0020"
                                + "00".repeat(32));
    }

    @Test
    void aCheckpointOfAnImpossibleLogIsMalformed() {
        var whole =
                HexFormat.of()
                        .formatHex(
                                RequestCodec.encode(
                                        1, new Request.SignCheckpoint(KEY, CHECKPOINT)));
        assertThat(whole)
                .isEqualTo(
                        "0000000000000001"
                                + "0c"
                                + "0014"
                                + KEY
                                + "0015"
                                + "6c696e656167652e6578616d706c652f6175646974"
                                + "0000010000000000"
                                + "0020"
                                + "00".repeat(32));
        for (var wrong :
                List.of(
                        whole.replace("0000010000000000", "8000000000000000"),
                        whole.replace("2e6578616d706c652f", "2e6578616d0a6c652f"),
                        whole.replace("2e6578616d706c652f", "2e6578616d2b6c652f"),
                        whole.replace("2e6578616d706c652f", "2e6578616d206c652f"),
                        whole.replace("2e6578616d706c652f", "2e6578616dc36c652f"),
                        whole.replace("0020" + "00".repeat(32), "001f" + "00".repeat(31)))) {
            assertThatThrownBy(() -> RequestCodec.decode(HexFormat.of().parseHex(wrong)))
                    .as(wrong)
                    .isInstanceOf(MalformedFrameException.class);
        }
    }

    @Test
    void everyFrameCutShortOrMadeLongerIsMalformed() {
        everyRequest()
                .map(request -> RequestCodec.encode(1, request))
                .forEach(frame -> {
                    for (var length = 0; length <= frame.length + 1; length++) {
                        var wrong = java.util.Arrays.copyOf(frame, length);
                        if (length != frame.length) {
                            assertThatThrownBy(() -> RequestCodec.decode(wrong))
                                    .isInstanceOf(MalformedFrameException.class);
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noOctetsBreakTheReader(long seed) {
        var random = new Random(seed);
        var frames = everyRequest().map(request -> RequestCodec.encode(1, request)).toList();
        for (var i = 0; i < 20_000; i++) {
            var frame = frames.get(random.nextInt(frames.size())).clone();
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            try {
                RequestCodec.decode(frame);
            } catch (MalformedFrameException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000",
                "ffffffff",
                "7fffffff",
                "00100001",
                "00000001ff",
                "00000009" + "0000000000000001" + "63",
                "0000000a" + "0000000000000001" + "01" + "00",
                "0000000a" + "0000000000000001" + "01" + "ff",
                "0000000b" + "0000000000000001" + "04" + "0000",
            })
    void aMalformedFrameClosesItsConnectionAndNoOther(String hex) throws Exception {
        try (var good = connect();
                var bad = connect()) {
            new FrameChannel(bad).read();
            bad.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
            bad.shutdownOutput();

            assertThat(readsNothingMore(bad)).isTrue();
            var frames = new FrameChannel(good);
            frames.read();
            frames.write(RequestCodec.encode(9, new Request.CheckHealth()));
            var reply = ReplyCodec.decode(frames.read().orElseThrow());
            assertThat(reply.number()).isEqualTo(9);
            assertThat(reply.message()).isInstanceOf(Reply.Healthy.class);
        }
        assertThat(token.log()).contains("closed a connection that sent");
    }

    @Test
    void theSignerChecksDigestsEvenIfItsClientDoesNot() throws Exception {
        var key = token.signer().generate("digests", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
        var entry =
                new Request.Entry(
                        key.handle().keyId(),
                        KeyPurpose.CRL,
                        SignatureAlgorithm.ECDSA_SHA384,
                        Octets.of(new byte[32]));
        try (var channel = connect()) {
            var frames = new FrameChannel(channel);
            frames.read();
            frames.write(RequestCodec.encode(1, new Request.Sign(List.of(entry, entry))));

            var reply = ReplyCodec.decode(frames.read().orElseThrow()).message();

            assertThat(((Reply.Signed) reply).outcomes())
                    .hasSize(2)
                    .allSatisfy(outcome ->
                            assertThat(((Outcome.Failure) outcome).kind())
                                    .isEqualTo(Outcome.Kind.REFUSED));
        }
    }

    @Test
    void aClientThatReadsNothingHoldsUpNobody() throws Exception {
        try (var greedy = connect()) {
            greedy.configureBlocking(false);
            var list = RequestCodec.encode(1, new Request.ListKeys(""));
            var frame = ByteBuffer.allocate(4 + list.length).putInt(list.length).put(list);
            for (var i = 0; i < 20_000; i++) {
                if (greedy.write(frame.flip()) == 0) {
                    break;
                }
            }
            assertThat(token.signer().health().token()).isEqualTo("protocol");
        }
    }

    @Test
    void connectionsBeyondTheMostAreClosedUntilOthersEnd() throws Exception {
        var channels = new ArrayList<SocketChannel>();
        try {
            for (var i = 0; i < 70; i++) {
                channels.add(connect());
            }
            assertThat(new FrameChannel(channels.getLast()).read()).isEmpty();
        } finally {
            for (var channel : channels) {
                channel.close();
            }
        }
        Awaitility.await()
                .until(() -> {
                    try (var again = connect()) {
                        return new FrameChannel(again).read().isPresent();
                    }
                });
    }

    @Test
    void aSignerThatWasGivenItsPinTakesNoShares() {
        try (var client = SocketSigner.of(token.socket(), "protocol", Duration.ofMinutes(1))) {
            assertThatThrownBy(client::status)
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("--shared");
            assertThatThrownBy(client::deactivate).isInstanceOf(ShareRefusedException.class);
        }
        assertThat(token.signer().health().token()).isEqualTo("protocol");
    }

    @Test
    void theSocketOfAnotherTokenIsNotUsed() {
        try (var client = SocketSigner.of(token.socket(), "another")) {
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThatThrownBy(client::health)
                                    .isInstanceOf(TokenUnavailableException.class)
                                    .hasMessageContaining("is the socket of token 'protocol'"));
        }
    }

    private static boolean readsNothingMore(SocketChannel channel) throws IOException {
        return channel.read(ByteBuffer.allocate(1)) < 0;
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(token.socket()));
    }

    private static Request.Entry entry() {
        return new Request.Entry(
                KEY, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, Octets.of(new byte[32]));
    }
}
