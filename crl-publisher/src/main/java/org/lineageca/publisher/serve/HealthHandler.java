package org.lineageca.publisher.serve;

import java.util.List;
import java.util.stream.Collectors;
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
        var problems = health.problems();
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        PlainAnswer.send(
                response,
                callback,
                problems.isEmpty() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                "application/json",
                json(problems));
        return true;
    }

    static String json(List<String> problems) {
        return problems.stream()
                        .map(HealthHandler::quoted)
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "{\"status\":\""
                                                + (problems.isEmpty() ? "ok" : "failing")
                                                + "\",\"reasons\":[",
                                        "]}"))
                + "\n";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').append((char) c);
                    } else if (c < ' ') {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.append((char) c);
                    }
                });
        return quoted.append('"').toString();
    }
}
