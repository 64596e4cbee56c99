package org.lineageca.console.config;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lineageca.ca.lifecycle.CheckHealth;
import tools.jackson.databind.json.JsonMapper;

/** GET /health, and nothing else, on the Unix-domain socket. */
final class HealthHandler extends Handler.Abstract {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        var found = health.look();
        response.setStatus(found.isHealthy() ? 200 : 503);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, document(found), callback);
        return true;
    }

    /** As the core's. */
    private static String document(CheckHealth.Found found) {
        var document = JSON.createObjectNode().put("status", found.status());
        var problems = document.putArray("problems");
        found.problems().forEach(problems::add);
        return document.toString();
    }
}
