package org.lineageca.console.config;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.ca.lifecycle.CheckHealth;

/** GET /health, and nothing else, on the Unix-domain socket. */
final class HealthHandler extends Handler.Abstract {

    private final Connector connector;
    private final CheckHealth health;

    HealthHandler(Connector connector, CheckHealth health) {
        this.connector = connector;
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!request.getConnectionMetaData().getConnector().equals(connector)) {
            return false;
        }
        if (!Request.getPathInContext(request).equals("/health")) {
            Response.writeError(request, response, callback, 404);
            return true;
        }
        var problems = health.problems();
        response.setStatus(problems.isEmpty() ? 200 : 503);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        var body = problems.isEmpty() ? "healthy" : String.join("\n", problems);
        Content.Sink.write(response, true, body + "\n", callback);
        return true;
    }
}
