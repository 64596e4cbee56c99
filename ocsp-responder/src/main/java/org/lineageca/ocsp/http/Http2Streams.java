package org.lineageca.ocsp.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of one HTTP/2 connection that are not answered yet: how many there may be, and for
 * how long. All of them are of its event loop.
 *
 * <p>What we announce in SETTINGS binds a client only once it has acknowledged them, which it may
 * never do.
 */
final class Http2Streams {

    /** As many as a client may count on before it knows our settings (RFC 9113 6.5.2). */
    static final int MOST = 100;

    private final HttpSettings settings;

    /** Of all connections together: as many as there may be connections. */
    private final AtomicInteger openEverywhere;

    private final Set<Http2StreamGate> open = new HashSet<>();
    private boolean looking;

    Http2Streams(HttpSettings settings, AtomicInteger openEverywhere) {
        this.settings = settings;
        this.openEverywhere = openEverywhere;
    }

    /** Lets a request in, unless there are too many. */
    boolean admit(Http2StreamGate gate, ChannelHandlerContext context) {
        if (open.size() >= MOST) {
            return false;
        }
        if (openEverywhere.incrementAndGet() > settings.connections()) {
            openEverywhere.decrementAndGet();
            return false;
        }
        open.add(gate);
        if (!looking) {
            looking = true;
            lookLater(context.channel().eventLoop());
        }
        return true;
    }

    /** It is over, if it was let in. */
    void leave(Http2StreamGate gate) {
        if (open.remove(gate)) {
            openEverywhere.decrementAndGet();
        }
    }

    long requestNanos() {
        return settings.request().toNanos();
    }

    /** One timer a connection, while it has requests: most are answered before it rings. */
    private void lookLater(EventLoop loop) {
        var _ = loop.schedule(() -> look(loop), requestNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(EventLoop loop) {
        var now = loop.ticker().nanoTime();
        // What is closed leaves meanwhile.
        for (var gate : List.copyOf(open)) {
            if (gate.isLate(now)) {
                var _ = gate.channel().close();
            }
        }
        looking = !open.isEmpty();
        if (looking) {
            lookLater(loop);
        }
    }
}
