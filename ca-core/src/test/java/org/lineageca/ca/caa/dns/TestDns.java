package org.lineageca.ca.caa.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A recursive resolver with a few domains, over UDP and TCP, that fails as it is told. */
public final class TestDns implements AutoCloseable {

    /** How it answers for a domain. */
    public enum Conduct {
        HONEST,
        SERVFAIL,
        REFUSED,
        /** Never. */
        SILENT,
        /** Not the first time. */
        LOSES_ONE,
        /** Over UDP only that there is more. */
        TRUNCATED,
        /** The same, and TCP breaks off. */
        TRUNCATED_ONLY,
        /** As a name server that does not look further: nothing, and no recursion available. */
        NO_RECURSION,
        /** Two octets of a record are missing. */
        MALFORMED,
        /** To another question. */
        ELSEWHERE
    }

    /** A domain: an alias, or records, each the octets of its RDATA. */
    private record Domain(@Nullable String alias, List<byte[]> records) {}

    private static final int CNAME = 5;
    private static final int CAA = 257;
    private static final int HEADER = 12;
    private static final int ANSWER = 0x8180;
    private static final int TRUNCATION = 0x0200;
    private static final int RECURSION_AVAILABLE = 0x0080;

    private final Map<String, Domain> domains = new ConcurrentHashMap<>();
    private final Map<String, Conduct> conducts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private TestDns(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    /** Starts on a free port. */
    public static TestDns start() {
        var loopback = InetAddress.getLoopbackAddress();
        for (var attempt = 0; attempt < 20; attempt++) {
            try {
                var tcp = new ServerSocket(0, 20, loopback);
                try {
                    var dns = new TestDns(tcp, new DatagramSocket(tcp.getLocalPort(), loopback));
                    Thread.ofVirtual().start(dns::serveUdp);
                    Thread.ofVirtual().start(dns::serveTcp);
                    return dns;
                } catch (SocketException taken) {
                    tcp.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no port is free for UDP and TCP");
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    /** Adds a CAA record to a domain. */
    public void add(String domain, int flags, String tag, String value) {
        var rdata = new ByteArrayOutputStream();
        rdata.write(flags);
        rdata.write(tag.length());
        rdata.writeBytes(tag.getBytes(StandardCharsets.ISO_8859_1));
        rdata.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
        domains.merge(
                domain,
                new Domain(null, List.of(rdata.toByteArray())),
                (one, other) -> {
                    var records = new ArrayList<>(one.records());
                    records.addAll(other.records());
                    return new Domain(null, records);
                });
    }

    public void alias(String domain, String target) {
        domains.put(domain, new Domain(target, List.of()));
    }

    public void conduct(String domain, Conduct conduct) {
        conducts.put(domain, conduct);
    }

    /** What was asked, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void serveUdp() {
        var isOpen = true;
        while (isOpen) {
            isOpen = serveOneByUdp();
        }
    }

    private boolean serveOneByUdp() {
        try {
            var packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), true);
            if (answer.length > 0) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
            return true;
        } catch (IOException broken) {
            return !udp.isClosed();
        }
    }

    private void serveTcp() {
        var isOpen = true;
        while (isOpen) {
            isOpen = serveOneByTcp();
        }
    }

    private boolean serveOneByTcp() {
        try (Socket client = tcp.accept()) {
            var in = new DataInputStream(client.getInputStream());
            var question = in.readNBytes(in.readUnsignedShort());
            var answer = answer(question, false);
            if (answer.length > 0) {
                var out = new DataOutputStream(client.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
            return true;
        } catch (IOException broken) {
            return !tcp.isClosed();
        }
    }

    private byte[] answer(byte[] question, boolean isUdp) throws IOException {
        var domain = name(question);
        asked.add((isUdp ? "" : "tcp ") + domain);
        var times = seen.computeIfAbsent(domain, _ -> new AtomicInteger()).incrementAndGet();
        var conduct = conducts.getOrDefault(domain, Conduct.HONEST);
        return switch (conduct) {
            case SILENT -> new byte[0];
            case LOSES_ONE -> times == 1 ? new byte[0] : found(question, domain, 0);
            case SERVFAIL -> encode(question, ANSWER | 2, List.of());
            case REFUSED -> encode(question, ANSWER | 5, List.of());
            case NO_RECURSION -> encode(question, ANSWER & ~RECURSION_AVAILABLE, List.of());
            case TRUNCATED, TRUNCATED_ONLY -> {
                if (isUdp) {
                    yield encode(question, ANSWER | TRUNCATION, List.of());
                }
                yield conduct == Conduct.TRUNCATED ? found(question, domain, 0) : new byte[0];
            }
            case MALFORMED -> found(question, domain, 2);
            case ELSEWHERE -> {
                var other = question.clone();
                other[HEADER + 1] = 'z';
                yield found(other, domain, 0);
            }
            case HONEST -> found(question, domain, 0);
        };
    }

    /** The chain of aliases, and the records at its end. */
    private byte[] found(byte[] question, String asked, int missing) throws IOException {
        var records = new ArrayList<byte[]>();
        var name = asked;
        var domain = domains.get(name);
        while (domain != null && domain.alias() != null && records.size() < 30) {
            records.add(record(name, CNAME, encoded(domain.alias())));
            name = domain.alias();
            domain = domains.get(name);
        }
        for (var rdata : domain == null ? List.<byte[]>of() : domain.records()) {
            records.add(record(name, CAA, Arrays.copyOf(rdata, missing > 0 ? 1 : rdata.length)));
        }
        var isKnown = domain != null || domains.keySet().stream().anyMatch(under(name));
        return encode(question, isKnown ? ANSWER : ANSWER | 3, records);
    }

    private static java.util.function.Predicate<String> under(String name) {
        return other -> other.endsWith("." + name);
    }

    private static byte[] encode(byte[] question, int flags, List<byte[]> records)
            throws IOException {
        var octets = new ByteArrayOutputStream();
        var out = new DataOutputStream(octets);
        out.write(question, 0, 2);
        out.writeShort(flags);
        out.writeShort(1);
        out.writeShort(records.size());
        out.writeInt(0);
        out.write(question, HEADER, nameEnd(question) + 4 - HEADER);
        for (var record : records) {
            out.write(record);
        }
        return octets.toByteArray();
    }

    private static byte[] record(String owner, int type, byte[] rdata) throws IOException {
        var octets = new ByteArrayOutputStream();
        var out = new DataOutputStream(octets);
        out.write(encoded(owner));
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(rdata.length);
        out.write(rdata);
        return octets.toByteArray();
    }

    private static byte[] encoded(String name) {
        var octets = new ByteArrayOutputStream();
        for (var label : name.split("\\.", -1)) {
            octets.write(label.length());
            octets.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        octets.write(0);
        return octets.toByteArray();
    }

    private static int nameEnd(byte[] question) {
        var at = HEADER;
        while (question[at] != 0) {
            at += question[at] + 1;
        }
        return at + 1;
    }

    private static String name(byte[] question) {
        var labels = new ArrayList<String>();
        var in = ByteBuffer.wrap(question).position(HEADER);
        for (var length = in.get(); length > 0; length = in.get()) {
            var label = new byte[length];
            in.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
