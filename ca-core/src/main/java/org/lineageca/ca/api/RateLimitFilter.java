package org.lineageca.ca.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;

/** Sends a client away that asks more than it may, and tells each how much it has left. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateLimitFilter {

    private static final String TAKEN = "lineage.rate";

    private final RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    /** Asked by {@link ActorFilter} once it is known who asks; null lets the request pass. */
    @Nullable HttpResponse<?> admit(HttpRequest<?> request, Actor.Principal client) {
        var taken = limits.take(client);
        request.setAttribute(TAKEN, taken);
        if (taken.isAllowed()) {
            return null;
        }
        var wait = seconds(taken.untilNext());
        var problem =
                Problem.of(
                        "too-many-requests",
                        "Too many requests",
                        429,
                        "%s has asked for more than it may at a time. Nothing was done. Ask again after %d s; a list of certificates is revoked in one request."
                                .formatted(client.name(), wait));
        var response =
                HttpResponse.status(problem.status(), problem.title())
                        .header("Retry-After", Long.toString(wait))
                        .contentType(Problem.MEDIA_TYPE)
                        .body(problem);
        tell(request, response);
        return response;
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(TAKEN, RateLimits.Taken.class)
                .ifPresent(taken ->
                        response.getHeaders()
                                .set("RateLimit-Policy", limits.policy())
                                .set(
                                        "RateLimit",
                                        "\"client\";r="
                                                + taken.left()
                                                + ";t="
                                                + seconds(taken.untilFull())));
    }

    /** Rounded up: who comes then is welcome. */
    private static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
