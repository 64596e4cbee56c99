package org.lineageca.ocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection in two steps (RFC 9112 9.6): nothing more is written, and what still comes is
 * read and dropped for a moment. A socket that is closed with octets unread resets the connection,
 * and the client never sees the response that says what was wrong.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST_OCTETS = 1 << 20;

    /** Of whoever closes, from then on. */
    private @Nullable ChannelPromise closing;

    private int dropped;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (closing == null
                && context.channel() instanceof DuplexChannel channel
                && channel.isActive()
                && !channel.isInputShutdown()) {
            closing = promise;
            channel.config().setAutoRead(true);
            channel.shutdownOutput()
                    .addListener(shut -> {
                        if (shut.isSuccess()) {
                            var _ =
                                    context.executor()
                                            .schedule(
                                                    () -> finish(context, promise),
                                                    LONGEST.toMillis(),
                                                    TimeUnit.MILLISECONDS);
                        } else {
                            finish(context, promise);
                        }
                    });
        } else {
            super.close(context, promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (closing == null) {
            super.channelRead(context, message);
            return;
        }
        dropped += message instanceof ByteBuf octets ? octets.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (dropped > MOST_OCTETS) {
            finish(context, closing);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (closing != null) {
            finish(context, closing);
        }
        super.channelInactive(context);
    }

    private static void finish(ChannelHandlerContext context, ChannelPromise promise) {
        if (!promise.isDone()) {
            var _ = context.close(promise);
        }
    }
}
