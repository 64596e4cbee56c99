package org.lineageca.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connections that send a request's head without ever coming to its end, an octet now and then; one
 * that is closed is opened again.
 */
final class SlowClients implements AutoCloseable {

    /** From one octet of a connection to the next. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Few, as of clients that know nothing of each other. */
    private static final int AT_ONCE = 2;

    private static final byte[] HEAD =
            ("GET /ocsp/" + "M".repeat(400) + " HTTP/1.1\r\n").getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress responder;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::trickle);
    private int sent;

    private SlowClients(URI responder) {
        this.responder = new InetSocketAddress(responder.getHost(), responder.getPort());
    }

    /** Returns when all are connected and each has sent an octet or two. */
    static SlowClients connect(URI responder, int number) throws IOException, InterruptedException {
        var clients = new SlowClients(responder);
        for (var i = 0; i < number; i++) {
            clients.channels.add(clients.connected());
        }
        clients.thread.start();
        Thread.sleep(PAUSE);
        return clients;
    }

    private SocketChannel connected() throws IOException {
        var channel = SocketChannel.open(responder);
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(HEAD, 0, 1));
        return channel;
    }

    private void trickle() {
        try {
            while (!closed.get()) {
                sent = sent % (HEAD.length - 1) + 1;
                for (var i = 0; i < channels.size() && !closed.get(); i++) {
                    if (!sendOne(channels.get(i))) {
                        channels.get(i).close();
                        channels.set(i, connected());
                    }
                    if (i % AT_ONCE == 0) {
                        Thread.sleep(PAUSE.dividedBy(channels.size()).multipliedBy(AT_ONCE));
                    }
                }
            }
            for (var channel : channels) {
                channel.close();
            }
        } catch (IOException responderGone) {
            throw new IllegalStateException("slow clients found no responder", responderGone);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is open still. */
    private boolean sendOne(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1_024)) >= 0
                    && channel.write(ByteBuffer.wrap(HEAD, sent, 1)) >= 0;
        } catch (IOException wasClosed) {
            return false;
        }
    }

    @Override
    public void close() {
        closed.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
