package org.lineageca.publisher.serve;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.publisher.observe.Health;

/** {@code GET /health}: 200, or 503 with the reasons, as one line of JSON. */
final class HealthHandler extends Handler.Abstract.NonBlocking {

    private final Health health;

    HealthHandler(Health health) {
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals("/health")) {
            return false;
        }
        var well = health.problems().isEmpty();
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        PlainAnswer.send(
                response,
                callback,
                well ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                "application/json",
                health.toJson());
        return true;
    }
}
