package org.lineageca.ocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.meter.Outcome;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.respond.Responder;

/**
 * Answers a plain GET from the cache right out of its octets, before any HTTP codec: most of what a
 * busy responder does. One whose answer is to be made is handed over as it was read here.
 * Everything else goes on to the codec untouched.
 *
 * <p>The codec must be at rest meanwhile. It is, as long as whole requests went to it one at a time
 * and each was answered; once it got anything else, this connection stays with it. What comes while
 * one that went past it is answered waits: the codec tells how a response ends from the method of
 * the request it saw last.
 */
final class CachedGets extends ChannelInboundHandlerAdapter {

    /**
     * Longer heads are the codec's. So much is to be read at once: a buffer that adapts to what
     * came before cuts requests that are a little longer in two.
     */
    static final int LONGEST = 4_096;

    /** One for each event loop: nothing in it outlives a call. */
    private static final FastThreadLocal<byte[]> OCTETS =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[LONGEST];
                }
            };

    private final Responder responder;
    private final OcspResponses responses;
    private final ResponderMeter meter;
    private final ConnectionClock clock;

    /** Whole requests that went to the codec, or past it. */
    private long passedOn;

    private boolean codecsOwn;

    /** Whether anything of what is being read went to the codec. */
    private boolean passing;

    /** What came after a request that went past the codec and is not answered yet. */
    private final Deque<Object> held = new ArrayDeque<>();

    private boolean isPast;

    CachedGets(OcspHandler.Shared shared, ConnectionClock clock) {
        this.responder = shared.responder();
        this.responses = shared.responses();
        this.meter = shared.meter();
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isPast) {
            held.add(message);
            context.channel().config().setAutoRead(false);
        } else if (message instanceof ByteBuf in && isMine(in)) {
            read(context, in);
        } else {
            codecsOwn = true;
            passOn(context, message);
        }
    }

    private boolean isMine(ByteBuf in) {
        return !codecsOwn && in.readableBytes() <= LONGEST && clock.answeredByCodec() == passedOn;
    }

    private void read(ChannelHandlerContext context, ByteBuf in) {
        var length = in.readableBytes();
        var octets = OCTETS.get();
        in.getBytes(in.readerIndex(), octets, 0, length);
        var begin = 0;
        while (begin < length) {
            var began = System.nanoTime();
            var get = PlainGet.in(octets, begin, length);
            var ocsp = get == null ? null : ocsp(get);
            var answer =
                    ocsp == null
                            ? Optional.<SignedAnswer>empty()
                            : ocsp.request().flatMap(responder::cached);
            if (get == null || answer.isEmpty()) {
                passedOn++;
                if (get == null || get.end() < length || !isHandled(context, ocsp)) {
                    // If it is whole, and the last of what was read, the codec is empty after it.
                    codecsOwn = get == null || get.end() < length;
                    passOn(context, in.skipBytes(begin));
                    return;
                }
                break;
            }
            write(context, answer.get(), began);
            begin = get.end();
        }
        in.release();
    }

    /**
     * Hands over what was read here to who makes answers; the codec's turn comes with the response.
     */
    private boolean isHandled(ChannelHandlerContext context, RequestTarget.@Nullable Ocsp ocsp) {
        var next = context.pipeline().context(OcspHandler.class);
        if (ocsp == null || next == null || !(next.handler() instanceof OcspHandler handler)) {
            return false;
        }
        isPast = true;
        handler.plainGet(next, ocsp, () -> goOn(context));
        return true;
    }

    private void goOn(ChannelHandlerContext context) {
        isPast = false;
        if (held.isEmpty()) {
            return;
        }
        while (!isPast && !held.isEmpty()) {
            channelRead(context, held.remove());
        }
        channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        super.channelInactive(context);
    }

    private void passOn(ChannelHandlerContext context, Object message) {
        passing = true;
        context.fireChannelRead(message);
    }

    private static RequestTarget.@Nullable Ocsp ocsp(PlainGet get) {
        return RequestTarget.of(get.target()) instanceof RequestTarget.Ocsp ocsp ? ocsp : null;
    }

    private void write(ChannelHandlerContext context, SignedAnswer answer, long began) {
        var _ = context.write(responses.octets(answer, context.alloc()));
        clock.answeredFromCache(context);
        meter.answered(Outcome.of(answer.status()), true, System.nanoTime() - began);
        if (!context.channel().isWritable()) {
            // OcspHandler reads on when it is writable again.
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
        if (passing) {
            passing = false;
            context.fireChannelReadComplete();
        }
    }
}
