package org.lineageca.ocsp.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that is idle for too long, or whose request takes too long to arrive however
 * steadily it trickles.
 *
 * <p>One timer a connection, set anew only when it rings: a request costs two writes to a field.
 */
final class ConnectionClock extends ChannelInboundHandlerAdapter {

    /** Longer than any answer takes: the responder gives up on it long before. */
    static final Duration ANSWER = Duration.ofSeconds(60);

    private final long idle;
    private final long request;
    private long deadline;
    private boolean waiting = true;
    private long answered;
    private @Nullable Future<?> timer;

    ConnectionClock(HttpSettings settings) {
        this.idle = settings.idle().toNanos();
        this.request = settings.request().toNanos();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        answeredFromCache(context);
        ring(context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object octets) throws Exception {
        if (waiting) {
            waiting = false;
            deadline = now(context) + request;
        }
        super.channelRead(context, octets);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        super.channelInactive(context);
    }

    /** The request is complete. */
    void received(ChannelHandlerContext context) {
        deadline = now(context) + ANSWER.toNanos();
    }

    /** The response was written through the codec; the next octets begin the next request. */
    void answered(ChannelHandlerContext context) {
        answered++;
        answeredFromCache(context);
    }

    /** How many responses were written through the codec. */
    long answeredByCodec() {
        return answered;
    }

    /** The same as {@link #answered}, of a response that did not need the codec. */
    void answeredFromCache(ChannelHandlerContext context) {
        waiting = true;
        deadline = now(context) + idle;
    }

    private void ring(ChannelHandlerContext context) {
        var left = deadline - now(context);
        if (left <= 0) {
            var _ = context.close();
        } else if (context.channel().isOpen()) {
            // A deadline may move closer than the timer: look again at least that often.
            timer =
                    context.executor()
                            .schedule(
                                    () -> ring(context),
                                    Math.min(left, request),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }
}
