package org.lineageca.ocsp.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes in over HTTP/2. One too many is refused before anything of it is kept, and
 * the client may repeat it (REFUSED_STREAM, RFC 9113 8.7).
 */
final class Http2StreamGate extends ChannelInboundHandlerAdapter {

    private final Http2Streams streams;
    private @Nullable Channel channel;
    private boolean admitted;
    private long deadline;

    Http2StreamGate(Http2Streams streams) {
        this.streams = streams;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        channel = context.channel();
        deadline = now(context) + streams.requestNanos();
        admitted = streams.admit(this, context);
        if (admitted) {
            super.channelActive(context);
        } else {
            var _ =
                    context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM))
                            .addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) throws Exception {
        if (!admitted) {
            ReferenceCountUtil.release(frame);
            return;
        }
        var isLast =
                switch (frame) {
                    case Http2HeadersFrame headers -> headers.isEndStream();
                    case Http2DataFrame data -> data.isEndStream();
                    default -> false;
                };
        if (isLast) {
            // What is left is the answer, and a client that does not take it.
            deadline = now(context) + ConnectionClock.ANSWER.toNanos();
        }
        super.channelRead(context, frame);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        streams.leave(this);
        super.channelInactive(context);
    }

    boolean isLate(long now) {
        return now - deadline >= 0;
    }

    /** Only of one that was let in. */
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }
}
