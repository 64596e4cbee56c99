package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.lineageca.hsm.protocol.FrameChannel;
import org.lineageca.hsm.protocol.MalformedFrameException;
import org.lineageca.hsm.protocol.Numbered;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.ReplyCodec;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.protocol.RequestCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads its frames, hands them to the desk, writes the replies.
 *
 * <p>At most {@value #MOST_PENDING} frames are read ahead of their replies, so a client that does
 * not read what it asked for stops only itself.
 */
final class ClientConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int MOST_PENDING = 16;

    private final FrameChannel frames;
    private final TokenDesk desk;
    private final Semaphore pending = new Semaphore(MOST_PENDING);
    private final LinkedBlockingQueue<Numbered<Reply>> replies = new LinkedBlockingQueue<>();

    ClientConnection(SocketChannel channel, TokenDesk desk) {
        this.frames = new FrameChannel(channel);
        this.desk = desk;
    }

    /** Serves the connection until it ends. */
    void serve() {
        var writer = Thread.ofPlatform().name("replies").daemon().start(this::writeReplies);
        try (frames) {
            frames.write(
                    ReplyCodec.encode(0, new Reply.Greeting(Reply.Greeting.VERSION, desk.token())));
            for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                submit(RequestCodec.decode(frame.get()));
            }
        } catch (MalformedFrameException e) {
            LOG.warn("closed a connection that sent {}", e.getMessage());
        } catch (IOException e) {
            LOG.debug("a connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writer.interrupt();
        }
    }

    boolean isIdle() {
        return pending.availablePermits() == MOST_PENDING;
    }

    private void submit(Numbered<Request> request) throws InterruptedException {
        pending.acquire();
        desk.submit(
                request.message(), reply -> replies.add(new Numbered<>(request.number(), reply)));
    }

    private void writeReplies() {
        try {
            while (true) {
                var reply = replies.take();
                frames.write(ReplyCodec.encode(reply.number(), reply.message()));
                pending.release();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("a connection broke", e);
            close();
        }
    }

    private void close() {
        try {
            frames.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close", e);
        }
    }
}
