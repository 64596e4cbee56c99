package org.lineageca.ocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at a connection's first octets: HTTP/2 without TLS begins with a preface of its own (RFC
 * 9113 3.3, "prior knowledge"), anything else is HTTP/1.
 */
final class ProtocolChoice extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Consumer<ChannelPipeline> http1;
    private final Consumer<ChannelPipeline> http2;

    /**
     * Chooses once.
     *
     * @param http1 adds to the end what speaks HTTP/1
     * @param http2 adds to the end what speaks HTTP/2
     */
    ProtocolChoice(Consumer<ChannelPipeline> http1, Consumer<ChannelPipeline> http2) {
        this.http1 = http1;
        this.http2 = http2;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        var there = Math.min(in.readableBytes(), PREFACE.readableBytes());
        var like = ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, there);
        if (like && there < PREFACE.readableBytes()) {
            return;
        }
        (like ? http2 : http1).accept(context.pipeline());
        // What was read goes on to what was added.
        context.pipeline().remove(this);
    }
}
