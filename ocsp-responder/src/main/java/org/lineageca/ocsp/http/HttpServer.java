package org.lineageca.ocsp.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.lineageca.ocsp.meter.ResponderMeter;
import org.lineageca.ocsp.respond.HealthCheck;
import org.lineageca.ocsp.respond.Responder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its connections; epoll where there is one. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_HEADERS = 8_192;
    private static final int MAX_CHUNK = 16_384;
    private static final int BACKLOG = 4_096;

    /**
     * Of a body that comes in pieces. Each keeps the whole buffer it was read into; beyond so many
     * they are copied into one.
     */
    private static final int MOST_PIECES = 2;

    /** With the path, which has a request of 16 certificates in it. */
    private static final int MAX_HTTP2_HEADERS = 16_384;

    /**
     * What is served.
     *
     * @param executor for what may block
     */
    public record Service(
            Responder responder, HealthCheck health, Executor executor, ResponderMeter meter) {}

    private final EventLoopGroup loops;
    private final Channel listening;

    private HttpServer(EventLoopGroup loops, Channel listening) {
        this.loops = loops;
        this.listening = listening;
    }

    /**
     * Starts serving.
     *
     * @param service what is served
     */
    public static HttpServer start(HttpSettings settings, Service service, InstantSource clock)
            throws IOException {
        var epoll = Epoll.isAvailable();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        // They never wait, so more of them would only take turns.
                        Runtime.getRuntime().availableProcessors(),
                        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var shared = new OcspHandler.Shared(service, new OcspResponses(clock));
        Class<? extends ServerChannel> socket =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(socket)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(CachedGets.LONGEST))
                        .childHandler(pipeline(settings, shared))
                        .bind(new InetSocketAddress(settings.host(), settings.port()))
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on %s port %d: %s. Nothing is served. Choose another port or end the program that has it."
                            .formatted(
                                    settings.host(), settings.port(), bound.cause().getMessage()),
                    bound.cause());
        }
        var server = new HttpServer(loops, bound.channel());
        LOG.info(
                "serving OCSP on http://{}:{}/ocsp ({})",
                settings.host(),
                server.port(),
                epoll ? "epoll" : "nio");
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Stops listening and closes the connections, after what is being written. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        loops.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private static ChannelInitializer<Channel> pipeline(
            HttpSettings settings, OcspHandler.Shared shared) {
        var limit = new ConnectionLimit(settings.connections(), shared.meter());
        var open = new AtomicInteger();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                var clock = new ConnectionClock(settings);
                channel.pipeline()
                        .addLast(limit)
                        .addLast(clock)
                        .addLast(new LingeringClose())
                        .addLast(
                                new ProtocolChoice(
                                        pipeline -> addHttp1(pipeline, shared, clock),
                                        pipeline -> {
                                            var streams = new Http2Streams(settings, open);
                                            addHttp2(pipeline, shared, clock, streams);
                                        }));
            }
        };
    }

    static void addHttp1(
            ChannelPipeline pipeline, OcspHandler.Shared shared, ConnectionClock clock) {
        pipeline.addLast(new CachedGets(shared, clock))
                .addLast(new HttpServerCodec(HttpSettings.MAX_REQUEST, MAX_HEADERS, MAX_CHUNK))
                .addLast(aggregator())
                .addLast(new OcspHandler(shared, clock));
    }

    private static HttpObjectAggregator aggregator() {
        var aggregator = new HttpObjectAggregator(HttpSettings.MAX_REQUEST, true);
        aggregator.setMaxCumulationBufferComponents(MOST_PIECES);
        return aggregator;
    }

    /** Each request is a stream, which looks like a connection of its own to the handler. */
    private static void addHttp2(
            ChannelPipeline pipeline,
            OcspHandler.Shared shared,
            ConnectionClock clock,
            Http2Streams streams) {
        var stream =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new Http2StreamGate(streams))
                                .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                                .addLast(aggregator())
                                .addLast(new OcspHandler(shared, clock));
                    }
                };
        var settings =
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(Http2Streams.MOST)
                        .maxHeaderListSize(MAX_HTTP2_HEADERS);
        pipeline.addLast(Http2FrameCodecBuilder.forServer().initialSettings(settings).build())
                .addLast(new Http2MultiplexHandler(stream));
    }
}
