package org.lineageca.publisher.serve;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets GET and HEAD through; nothing here can be changed over HTTP. */
final class MethodHandler extends Handler.Wrapper {

    MethodHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var method = request.getMethod();
        if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        PlainAnswer.send(
                response,
                callback,
                HttpStatus.METHOD_NOT_ALLOWED_405,
                "Only GET and HEAD are answered here.");
        return true;
    }
}
