package org.lineageca.ocsp.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.meter.Outcome;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.protocol.ErrorStatus;
import org.lineageca.ocsp.respond.Health;
import org.lineageca.ocsp.respond.Reply;
import org.lineageca.ocsp.respond.Responder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's requests, one after the other: while an answer is being made the next one waits,
 * so that responses keep the order of their requests.
 */
final class OcspHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(OcspHandler.class);

    /** What all connections share. */
    record Shared(HttpServer.Service service, OcspResponses responses) {

        Responder responder() {
            return service.responder();
        }

        ResponderMeter meter() {
            return service.meter();
        }
    }

    private final Shared shared;
    private final ConnectionClock clock;
    private boolean making;

    /** Run once, after the next response. */
    private @Nullable Runnable afterwards;

    /** Requests that came before the one ahead of them was answered; few clients send any. */
    private final Deque<FullHttpRequest> held = new ArrayDeque<>();

    /** When the whole request was there, on the scale of {@link System#nanoTime}. */
    private long began;

    OcspHandler(Shared shared, ConnectionClock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (making) {
            held.add(request.retain());
            // Only now: to stop reading and to begin again takes two calls of the system.
            context.channel().config().setAutoRead(false);
        } else {
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        clock.received(context);
        began = System.nanoTime();
        if (request.decoderResult().isFailure()) {
            refuse(
                    context,
                    Delivery.LAST,
                    shared.responses().unreadable(request.decoderResult().cause()));
            return;
        }
        var delivery = Delivery.to(request);
        switch (RequestTarget.of(request.uri())) {
            case RequestTarget.HealthPage page -> health(context, request, page.aspect(), delivery);
            case RequestTarget.Ocsp ocsp -> ocsp(context, request, ocsp, delivery);
            case RequestTarget.Nothing _ ->
                    refuse(
                            context,
                            delivery,
                            shared.responses()
                                    .error(
                                            HttpResponseStatus.NOT_FOUND,
                                            "Nothing here. OCSP is at /ocsp (RFC 6960)."));
        }
    }

    private void ocsp(
            ChannelHandlerContext context,
            FullHttpRequest request,
            RequestTarget.Ocsp target,
            Delivery delivery) {
        var asked = OcspResponses.Asked.by(request);
        if (HttpMethod.POST.equals(request.method())) {
            if (!OcspResponses.hasRequestType(request)) {
                refuse(context, delivery, shared.responses().unsupportedType());
                return;
            }
            var der = ByteBufUtil.getBytes(request.content());
            reply(context, delivery, asked, shared.responder().respond(der));
        } else if (isGetOrHead(request)) {
            reply(context, delivery, asked, replyTo(target));
        } else {
            refuse(context, delivery, shared.responses().notAllowed("GET, HEAD, POST"));
        }
    }

    /**
     * The same for a GET without anything special, while nothing else is being made.
     *
     * @param answered what follows once the response was written; nothing if it never is
     */
    void plainGet(ChannelHandlerContext context, RequestTarget.Ocsp target, Runnable answered) {
        afterwards = answered;
        clock.received(context);
        began = System.nanoTime();
        reply(context, Delivery.PLAIN, OcspResponses.Asked.PLAINLY, replyTo(target));
    }

    private CompletableFuture<Reply> replyTo(RequestTarget.Ocsp target) {
        return target.request().map(shared.responder()::respond).orElseGet(OcspHandler::malformed);
    }

    private void reply(
            ChannelHandlerContext context,
            Delivery delivery,
            OcspResponses.Asked asked,
            CompletableFuture<Reply> reply) {
        deliver(
                context,
                delivery,
                reply,
                value -> {
                    count(value);
                    return shared.responses().of(value, asked, context.alloc());
                });
    }

    private void count(Reply reply) {
        var nanos = System.nanoTime() - began;
        switch (reply) {
            case Reply.Answered(var answer, var fromCache) ->
                    shared.meter().answered(Outcome.of(answer.status()), fromCache, nanos);
            case Reply.Refused(var status) ->
                    shared.meter().answered(Outcome.of(status), false, nanos);
        }
    }

    private static CompletableFuture<Reply> malformed() {
        return CompletableFuture.completedFuture(new Reply.Refused(ErrorStatus.MALFORMED_REQUEST));
    }

    private void health(
            ChannelHandlerContext context,
            FullHttpRequest request,
            RequestTarget.Aspect aspect,
            Delivery delivery) {
        if (!isGetOrHead(request)) {
            refuse(context, delivery, shared.responses().notAllowed("GET, HEAD"));
            return;
        }
        var responses = shared.responses();
        switch (aspect) {
            case LIVE -> write(context, delivery, responses.alive());
            case READY ->
                    deliver(
                            context,
                            delivery,
                            examined(),
                            health -> responses.health(health, health.isReady()));
            case WHOLE ->
                    deliver(
                            context,
                            delivery,
                            examined(),
                            health -> responses.health(health, health.isWell()));
        }
    }

    private CompletableFuture<Health> examined() {
        var service = shared.service();
        return CompletableFuture.supplyAsync(service.health()::check, service.executor());
    }

    /** Writes at once what is there, and anything else when it comes. */
    private <T> void deliver(
            ChannelHandlerContext context,
            Delivery delivery,
            CompletableFuture<T> outcome,
            Function<T, FullHttpResponse> response) {
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            write(context, delivery, response.apply(outcome.join()));
            goOn();
            return;
        }
        making = true;
        context.flush();
        var _ =
                outcome.handleAsync(
                        (value, failure) -> {
                            making = false;
                            if (failure != null) {
                                LOG.error("a request was not answered", failure);
                                var _ = context.close();
                                return context;
                            }
                            write(context, delivery, response.apply(value));
                            goOn();
                            answerHeld(context);
                            context.flush();
                            readIfWritable(context);
                            return context;
                        },
                        context.executor());
    }

    private void goOn() {
        var next = afterwards;
        if (next != null) {
            afterwards = null;
            next.run();
        }
    }

    private void answerHeld(ChannelHandlerContext context) {
        while (!making && !held.isEmpty()) {
            var request = held.remove();
            try {
                answer(context, request);
            } finally {
                request.release();
            }
        }
    }

    private void dropHeld() {
        held.forEach(FullHttpRequest::release);
        held.clear();
    }

    private void write(
            ChannelHandlerContext context, Delivery delivery, FullHttpResponse response) {
        delivery.prepare(response);
        var written = context.write(response);
        if (!delivery.keepAlive()) {
            written.addListener(ChannelFutureListener.CLOSE);
            context.flush();
            // "A server that sends a 'close' ... MUST NOT process any further requests" (RFC 9112
            // 9.6).
            dropHeld();
        }
        clock.answered(context);
        if (!context.channel().isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    private void readIfWritable(ChannelHandlerContext context) {
        if (!making && context.channel().isWritable()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void refuse(
            ChannelHandlerContext context, Delivery delivery, FullHttpResponse response) {
        shared.meter().answered(Outcome.HTTP_ERROR, false, System.nanoTime() - began);
        write(context, delivery, response);
    }

    private static boolean isGetOrHead(FullHttpRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        dropHeld();
        super.channelInactive(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readIfWritable(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException
                || cause instanceof CodecException
                || cause instanceof Http2Exception) {
            // What others send must not fill the log.
            LOG.debug("a connection is closed", cause);
        } else {
            LOG.warn("a connection is closed", cause);
        }
        var _ = context.close();
    }
}
