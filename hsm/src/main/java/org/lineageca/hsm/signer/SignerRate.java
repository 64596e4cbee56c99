package org.lineageca.hsm.signer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.protocol.FrameChannel;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.ReplyCodec;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.protocol.RequestCodec;
import org.lineageca.octets.Octets;

/**
 * Measures how many signatures a second a running signer makes with a P-256 key for one purpose,
 * and prints the number. It keeps the signer busy with full frames and does nothing else, so that
 * it takes little time from it.
 */
final class SignerRate {

    /** More than the signer works on at once. */
    private static final int FRAMES = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final FrameChannel frames;
    private final KeyId key;
    private final KeyPurpose purpose;
    private long number;

    private SignerRate(FrameChannel frames, KeyId key, KeyPurpose purpose) {
        this.frames = frames;
        this.key = key;
        this.purpose = purpose;
    }

    /** Arguments: the signer's socket, its token's label, the purpose, seconds. */
    public static void main(String[] arguments) throws IOException {
        var socket = Path.of(arguments[0]);
        var purpose = KeyPurpose.valueOf(arguments[2]);
        KeyId key;
        try (var signer = SocketSigner.of(socket, arguments[1])) {
            key =
                    signer.keys().stream()
                            .filter(held ->
                                    held.algorithm() == KeyAlgorithm.P256
                                            && held.purposes().contains(purpose))
                            .map(held -> held.handle().keyId())
                            .findFirst()
                            .orElseThrow(() ->
                                    new IOException(
                                            "token '%s' has no P-256 key for the purpose %s. Nothing was signed."
                                                    .formatted(arguments[1], purpose)));
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var frames = new FrameChannel(channel)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            frames.read();
            var rate = new SignerRate(frames, key, purpose);
            System.out.println(rate.perSecond(Duration.ofSeconds(Long.parseLong(arguments[3]))));
        }
    }

    private double perSecond(Duration measured) throws IOException {
        for (var i = 0; i < FRAMES; i++) {
            ask();
        }
        signFor(WARM_UP);
        var begin = System.nanoTime();
        var signatures = signFor(measured);
        return signatures * 1e9 / (System.nanoTime() - begin);
    }

    private long signFor(Duration time) throws IOException {
        var begin = System.nanoTime();
        var signatures = 0L;
        while (System.nanoTime() - begin < time.toNanos()) {
            signatures += take();
            ask();
        }
        return signatures;
    }

    private void ask() throws IOException {
        var entries = new ArrayList<Request.Entry>();
        for (var i = 0; i < Request.MOST_ENTRIES; i++) {
            var digest = Octets.of(ByteBuffer.allocate(32).putLong(number++).array());
            entries.add(new Request.Entry(key, purpose, SignatureAlgorithm.ECDSA_SHA256, digest));
        }
        frames.write(RequestCodec.encode(number, new Request.Sign(entries)));
    }

    private int take() throws IOException {
        var frame = frames.read().orElseThrow(() -> new IOException("the signer ended"));
        if (ReplyCodec.decode(frame).message() instanceof Reply.Signed(var outcomes)
                && outcomes.stream().allMatch(Outcome.Signature.class::isInstance)) {
            return outcomes.size();
        }
        throw new IOException("the signer refused to sign");
    }
}
