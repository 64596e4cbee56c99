package org.lineageca.ocsp.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * How a response goes out.
 *
 * @param keepAlive whether the connection stays open after it
 * @param announce whether to say so (HTTP/1.0 clients ask for it)
 * @param withBody false for HEAD
 */
record Delivery(boolean keepAlive, boolean announce, boolean withBody) {

    /** The last response of a connection. */
    static final Delivery LAST = new Delivery(false, false, true);

    /** To a request of HTTP/1.1 that says nothing of it. */
    static final Delivery PLAIN = new Delivery(true, false, true);

    static Delivery to(FullHttpRequest request) {
        return new Delivery(
                HttpUtil.isKeepAlive(request),
                HttpVersion.HTTP_1_0.equals(request.protocolVersion()),
                !HttpMethod.HEAD.equals(request.method()));
    }

    void prepare(FullHttpResponse response) {
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (announce) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        if (!withBody) {
            response.content().clear();
        }
    }
}
