package org.lineageca.ocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.protocol.ErrorStatus;
import org.lineageca.ocsp.protocol.ResponseEncoder;
import org.lineageca.ocsp.respond.Health;
import org.lineageca.ocsp.respond.Reply;
import org.lineageca.octets.Octets;

/** HTTP responses: what is in them, and how long a cache may keep them (RFC 9919 6). */
final class OcspResponses {

    private static final String REQUEST_TYPE = "application/ocsp-request";
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("application/ocsp-response");
    private static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString KEEP_NOTHING = AsciiString.cached("no-store, max-age=0");

    private static final String MAX_AGE_AND = ", public, no-transform, must-revalidate";

    private final InstantSource clock;
    private final HttpDates dates = new HttpDates();
    private final Map<ErrorStatus, Octets> errors = new EnumMap<>(ErrorStatus.class);

    OcspResponses(InstantSource clock) {
        this.clock = clock;
        for (var status : ErrorStatus.values()) {
            errors.put(status, ResponseEncoder.error(status));
        }
    }

    FullHttpResponse of(Reply reply, Asked asked, ByteBufAllocator allocator) {
        return switch (reply) {
            case Reply.Answered answered -> answered(answered.answer(), asked, allocator);
            case Reply.Refused refused -> refused(refused.status());
        };
    }

    /**
     * What of the HTTP request shapes the response.
     *
     * @param cacheable whether it was a GET or HEAD
     * @param ifNoneMatch the header, if any
     */
    record Asked(boolean cacheable, @Nullable String ifNoneMatch) {

        /** By a GET without conditions. */
        static final Asked PLAINLY = new Asked(true, null);

        static Asked by(FullHttpRequest request) {
            return new Asked(
                    !HttpMethod.POST.equals(request.method()),
                    request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        }

        /** RFC 9110 13.1.2, with weak comparison. */
        boolean has(String entityTag) {
            return ifNoneMatch != null
                    && Arrays.stream(ifNoneMatch.split(",", -1))
                            .map(String::strip)
                            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                            .anyMatch(tag -> tag.equals(entityTag) || tag.equals("*"));
        }
    }

    private FullHttpResponse answered(
            SignedAnswer answer, Asked asked, ByteBufAllocator allocator) {
        if (!asked.cacheable()) {
            return response(HttpResponseStatus.OK, CONTENT_TYPE, content(answer, allocator));
        }
        if (!answer.storable()) {
            return keepNothing(
                    response(HttpResponseStatus.OK, CONTENT_TYPE, content(answer, allocator)));
        }
        var entityTag = '"' + answer.response().tag() + '"';
        var response =
                asked.has(entityTag)
                        ? response(HttpResponseStatus.NOT_MODIFIED, null, Unpooled.EMPTY_BUFFER)
                        : response(HttpResponseStatus.OK, CONTENT_TYPE, content(answer, allocator));
        var validity = answer.validity();
        response.headers()
                .set(HttpHeaderNames.LAST_MODIFIED, HttpDates.of(validity.thisUpdate()))
                .set(HttpHeaderNames.EXPIRES, HttpDates.of(validity.nextUpdate()))
                .set(HttpHeaderNames.ETAG, entityTag)
                .set(
                        HttpHeaderNames.CACHE_CONTROL,
                        "max-age=" + secondsUntil(validity.refreshAt()) + MAX_AGE_AND);
        return response;
    }

    /** The whole of what {@link #of} makes of such an answer, of which nobody has a copy. */
    ByteBuf octets(SignedAnswer answer, ByteBufAllocator allocator) {
        var response = answer.response();
        var validity = answer.validity();
        var head =
                "HTTP/1.1 200 OK\r\ndate: "
                        + dates.current(clock.instant())
                        + "\r\ncontent-type: application/ocsp-response\r\ncontent-length: "
                        + response.length()
                        + "\r\nlast-modified: "
                        + HttpDates.of(validity.thisUpdate())
                        + "\r\nexpires: "
                        + HttpDates.of(validity.nextUpdate())
                        + "\r\netag: \""
                        + response.tag()
                        + "\"\r\ncache-control: max-age="
                        + secondsUntil(validity.refreshAt())
                        + MAX_AGE_AND
                        + "\r\n\r\n";
        return allocator
                .buffer(head.length() + response.length())
                .writeBytes(head.getBytes(StandardCharsets.ISO_8859_1))
                .writeBytes(response.head().toArray())
                .writeBytes(response.certificates().toArray());
    }

    private long secondsUntil(Instant refresh) {
        return Math.max(0, Duration.between(clock.instant(), refresh).toSeconds());
    }

    private FullHttpResponse refused(ErrorStatus status) {
        var der = errors.getOrDefault(status, Octets.of(new byte[0]));
        return keepNothing(
                response(
                        HttpResponseStatus.OK,
                        CONTENT_TYPE,
                        Unpooled.wrappedBuffer(der.toArray())));
    }

    /**
     * A health page.
     *
     * @param good whether what was asked about is so
     */
    FullHttpResponse health(Health health, boolean good) {
        return keepNothing(
                response(
                        good ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
                        JSON,
                        utf8(health.toJson())));
    }

    /** The program runs: whoever reads this knows. */
    FullHttpResponse alive() {
        return keepNothing(response(HttpResponseStatus.OK, JSON, utf8("{\"status\":\"up\"}\n")));
    }

    /** An error of HTTP itself, with a sentence for people. */
    FullHttpResponse error(HttpResponseStatus status, String sentence) {
        return keepNothing(response(status, TEXT, utf8(sentence + "\n")));
    }

    /** The HTTP request cannot be read, for this reason. */
    FullHttpResponse unreadable(Throwable cause) {
        var status =
                switch (cause) {
                    case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
                    case TooLongHttpHeaderException _ ->
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                    default -> HttpResponseStatus.BAD_REQUEST;
                };
        return error(status, "The HTTP request cannot be read.");
    }

    /** Whether it says that its body is an OCSPRequest. */
    static boolean hasRequestType(FullHttpRequest request) {
        var type = HttpUtil.getMimeType(request);
        return type != null && type.toString().strip().equalsIgnoreCase(REQUEST_TYPE);
    }

    /** The body is of another type. */
    FullHttpResponse unsupportedType() {
        var response =
                error(
                        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                        "POST an OCSPRequest as Content-Type " + REQUEST_TYPE + ".");
        response.headers().set(HttpHeaderNames.ACCEPT, REQUEST_TYPE);
        return response;
    }

    /** The method is none of these. */
    FullHttpResponse notAllowed(String allow) {
        var response = error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: " + allow + ".");
        response.headers().set(HttpHeaderNames.ALLOW, allow);
        return response;
    }

    private FullHttpResponse response(
            HttpResponseStatus status, @Nullable AsciiString type, ByteBuf content) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        var headers = response.headers();
        headers.set(HttpHeaderNames.DATE, dates.current(clock.instant()));
        if (type != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, type);
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        return response;
    }

    private static FullHttpResponse keepNothing(FullHttpResponse response) {
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, KEEP_NOTHING);
        return response;
    }

    private static ByteBuf content(SignedAnswer answer, ByteBufAllocator allocator) {
        var response = answer.response();
        return allocator
                .buffer(response.length())
                .writeBytes(response.head().toArray())
                .writeBytes(response.certificates().toArray());
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
