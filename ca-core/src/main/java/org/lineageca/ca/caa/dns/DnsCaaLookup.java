package org.lineageca.ca.caa.dns;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lineageca.ca.caa.CaaLookup;
import org.lineageca.ca.caa.CaaRecord;
import org.lineageca.ca.caa.CaaUnansweredException;

/**
 * Asks one recursive resolver, over UDP, and over TCP where an answer does not fit. Nothing is
 * kept: the resolver does that, for as long as the records say.
 */
public final class DnsCaaLookup implements CaaLookup, AutoCloseable {

    private static final int ATTEMPTS = 2;

    /** What passes unfragmented nearly everywhere. */
    private static final int UDP_OCTETS = 1232;

    private final EventLoopGroup threads =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("caa-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver;

    /**
     * Asks a resolver.
     *
     * @param patience with one question; half of it with each of two attempts
     */
    public DnsCaaLookup(InetSocketAddress address, Duration patience) {
        this.resolver =
                new DnsNameResolverBuilder(threads.next())
                        .datagramChannelType(NioDatagramChannel.class)
                        // A port of its own for each question: whoever would forge an answer has to
                        // guess it.
                        .datagramChannelStrategy(
                                DnsNameResolverChannelStrategy.ChannelPerResolution)
                        .socketChannelType(NioSocketChannel.class)
                        .nameServerProvider(new SingletonDnsServerAddressStreamProvider(address))
                        .queryTimeoutMillis(patience.toMillis() / ATTEMPTS)
                        .maxPayloadSize(UDP_OCTETS)
                        .recursionDesired(true)
                        .build();
    }

    @Override
    public List<CaaRecord> records(String domain) {
        var attempt = 1;
        var answer = ask(domain);
        while (!answer.isSuccess() && attempt < ATTEMPTS) {
            answer = ask(domain);
            attempt++;
        }
        if (!answer.isSuccess()) {
            throw new CaaUnansweredException(
                    domain, "the resolver does not answer: " + answer.cause().getMessage());
        }
        return read(domain, answer.getNow());
    }

    private Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> ask(String domain) {
        var answer = resolver.query(new DefaultDnsQuestion(domain + ".", DnsRecordType.CAA));
        try {
            return answer.await();
        } catch (InterruptedException e) {
            answer.addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> late) -> {
                if (late.isSuccess()) {
                    late.getNow().release();
                }
            });
            Thread.currentThread().interrupt();
            throw new CaaUnansweredException(domain, "the time for it is over");
        }
    }

    private static List<CaaRecord> read(
            String domain, AddressedEnvelope<DnsResponse, InetSocketAddress> answer) {
        try {
            return new CaaAnswer(domain, answer.content()).records();
        } finally {
            answer.release();
        }
    }

    @Override
    public void close() {
        resolver.close();
        var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
