package org.lineageca.ca.caa.dns;

import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lineageca.ca.caa.CaaRecord;
import org.lineageca.ca.caa.CaaUnansweredException;

/** What a resolver said to the question for the CAA records of a domain. */
record CaaAnswer(String domain, DnsResponse response) {

    /** More than a resolver follows. */
    private static final int MOST_ALIASES = 16;

    /**
     * The records of the domain, or of what it is an alias of.
     *
     * @throws CaaUnansweredException if this is no answer to rely on
     */
    List<CaaRecord> records() {
        requireAnswer();
        var owner = domain + ".";
        for (var step = 0; step <= MOST_ALIASES; step++) {
            var records = of(owner, DnsRecordType.CAA).map(this::caa).toList();
            var alias = alias(owner);
            if (!records.isEmpty() || alias.isEmpty()) {
                return records;
            }
            owner = alias.get();
        }
        throw unanswered("more than %d aliases follow each other".formatted(MOST_ALIASES));
    }

    private void requireAnswer() {
        var code = response.code();
        if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
            throw unanswered(
                    "the resolver answered %s, as where name servers are down or DNSSEC does not verify"
                            .formatted(code.toString().toUpperCase(Locale.ROOT)));
        }
        // A server that does not look further would send us elsewhere, and that looks like "none".
        if (!response.isRecursionAvailable()) {
            throw unanswered("the server that was asked is no recursive resolver");
        }
        if (response.isTruncated()) {
            throw unanswered("the answer was cut short, and could not be had over TCP");
        }
    }

    private Stream<DnsRawRecord> of(String owner, DnsRecordType type) {
        return IntStream.range(0, response.count(DnsSection.ANSWER))
                .<DnsRecord>mapToObj(index -> response.recordAt(DnsSection.ANSWER, index))
                .filter(record ->
                        record.type().equals(type) && record.name().equalsIgnoreCase(owner))
                .filter(DnsRawRecord.class::isInstance)
                .map(DnsRawRecord.class::cast);
    }

    private Optional<String> alias(String owner) {
        return of(owner, DnsRecordType.CNAME)
                .findFirst()
                .map(record -> DefaultDnsRecordDecoder.decodeName(record.content().duplicate()));
    }

    /** Flags, length of the tag, tag, value (RFC 8659 4.1). */
    private CaaRecord caa(DnsRawRecord record) {
        var content = record.content().duplicate();
        try {
            var flags = content.readUnsignedByte();
            var length = content.readUnsignedByte();
            var tag = content.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
            var value =
                    content.readCharSequence(content.readableBytes(), StandardCharsets.ISO_8859_1)
                            .toString();
            return new CaaRecord((flags & 0x80) != 0, tag, value);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw unanswered("one of them is malformed");
        }
    }

    private CaaUnansweredException unanswered(String why) {
        return new CaaUnansweredException(domain, why);
    }
}
