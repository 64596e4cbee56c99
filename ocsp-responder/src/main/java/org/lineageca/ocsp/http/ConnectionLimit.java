package org.lineageca.ocsp.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;
import org.lineageca.ocsp.meter.ResponderMeter;

/** Closes connections beyond a number. */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

    private final int limit;
    private final ResponderMeter meter;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int limit, ResponderMeter meter) {
        this.limit = limit;
        this.meter = meter;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        meter.connectionOpened();
        if (open.incrementAndGet() > limit) {
            meter.connectionRefused();
            var _ = context.close();
            return;
        }
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        open.decrementAndGet();
        meter.connectionClosed();
        super.channelInactive(context);
    }
}
