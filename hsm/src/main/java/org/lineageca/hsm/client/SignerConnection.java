package org.lineageca.hsm.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lineageca.hsm.protocol.FrameChannel;
import org.lineageca.hsm.protocol.MalformedFrameException;
import org.lineageca.hsm.protocol.Numbered;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.ReplyCodec;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.protocol.RequestCodec;

/** One connection to a signer that has greeted with the right token. */
final class SignerConnection {

    private static final long GREETING_MILLIS = 1_000;

    /**
     * Receives what becomes of frames, on the connection's own thread or the one that closes it.
     */
    interface Outlet {

        void answered(List<Call> calls, Reply reply);

        /** The connection ended before the answer came. */
        void lost(List<Call> calls, String why);
    }

    private final FrameChannel frames;
    private final Outlet outlet;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, List<Call>> inFlight = new ConcurrentHashMap<>();
    private volatile long lastHeard = System.nanoTime();
    private volatile String ending = "";

    private SignerConnection(FrameChannel frames, Outlet outlet) {
        this.frames = frames;
        this.outlet = outlet;
    }

    /**
     * Connects and waits for the greeting.
     *
     * @param timer breaks off the wait
     */
    static SignerConnection open(
            Path socket, String token, ScheduledExecutorService timer, Outlet outlet)
            throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var alarm =
                timer.schedule(() -> closeQuietly(channel), GREETING_MILLIS, TimeUnit.MILLISECONDS);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var frames = new FrameChannel(channel);
            checkGreeting(frames, socket, token, alarm);
            var connection = new SignerConnection(frames, outlet);
            // A platform thread: the kernel wakes it without a detour, which many small frames
            // feel.
            Thread.ofPlatform().name("signer-replies").daemon().start(connection::readReplies);
            return connection;
        } catch (IOException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** Sends one frame for all calls; what becomes of it goes to the outlet. */
    void send(List<Call> calls, Request request) {
        var number = numbers.incrementAndGet();
        inFlight.put(number, calls);
        calls.forEach(Call::markSent);
        try {
            frames.write(RequestCodec.encode(number, request));
        } catch (IOException e) {
            close("the connection to its signer broke");
        }
        if (!isOpen()) {
            // It may have ended between the look at it and the entry in inFlight.
            giveBack();
        }
    }

    boolean isOpen() {
        return ending.isEmpty();
    }

    long nanosSinceHeard() {
        return System.nanoTime() - lastHeard;
    }

    void close(String why) {
        ending = why;
        try {
            frames.close();
        } catch (IOException _) {
            // Of no more use in any case.
        }
        giveBack();
    }

    private void readReplies() {
        try {
            for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                lastHeard = System.nanoTime();
                var reply = ReplyCodec.decode(frame.get());
                var calls = inFlight.remove(reply.number());
                if (calls == null) {
                    throw new MalformedFrameException("an answer to nothing");
                }
                outlet.answered(calls, reply.message());
            }
            close("its signer ended");
        } catch (MalformedFrameException e) {
            close("its signer sent " + e.getMessage());
        } catch (IOException e) {
            close("the connection to its signer broke");
        }
    }

    private void giveBack() {
        for (var number : List.copyOf(inFlight.keySet())) {
            var calls = inFlight.remove(number);
            if (calls != null) {
                outlet.lost(calls, ending);
            }
        }
    }

    private static void checkGreeting(
            FrameChannel frames, Path socket, String token, Future<?> alarm) throws IOException {
        var first = frames.read();
        alarm.cancel(false);
        if (first.isEmpty()
                || !(ReplyCodec.decode(first.get())
                        instanceof Numbered<Reply>(_, Reply.Greeting greeting))) {
            throw new IOException("whoever serves " + socket + " did not greet as a signer");
        }
        if (greeting.version() != Reply.Greeting.VERSION) {
            throw new IOException(
                    "its signer speaks version %d of the protocol, this program %d"
                            .formatted(greeting.version(), Reply.Greeting.VERSION));
        }
        if (!greeting.token().equals(token)) {
            throw new IOException(
                    "%s is the socket of token '%s'".formatted(socket, greeting.token()));
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // Of no more use in any case.
        }
    }
}
