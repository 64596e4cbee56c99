package org.lineageca.ca.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.octets.Octets;

/** Certification paths: all there are, and what is wrong with those that do not hold. */
@AnswersProblems
@Controller("/paths")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PathController {

    /**
     * What is asked; the members as PEM.
     *
     * @param certificate the target, and after it what came with it
     * @param anchors null for the installation's own
     * @param extra further CA certificates
     * @param at ISO 8601 with an offset from UTC; null for now
     */
    @Serdeable
    record PathRequest(
            @Nullable String certificate,
            @Nullable String anchors,
            @Nullable String extra,
            @Nullable String at) {}

    private final ExplorePaths explorePaths;

    PathController(ExplorePaths explorePaths) {
        this.explorePaths = explorePaths;
    }

    @Post
    PathsView explore(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @Body PathRequest request) {
        var certificate = request.certificate();
        if (certificate == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'certificate' is missing. Nothing was looked for. Send {\"certificate\": …}.");
        }
        return PathsView.of(
                explorePaths.explore(
                        actor,
                        new ExplorePaths.Question(
                                octets(certificate),
                                octetsOrNull(request.anchors()),
                                octetsOrNull(request.extra()),
                                instant(request.at()))));
    }

    private static @Nullable Octets octetsOrNull(@Nullable String text) {
        return text == null ? null : octets(text);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "'"
                            + text
                            + "' is not a time. Nothing was looked for. Write it like 2026-11-01T08:30:00Z.",
                    e);
        }
    }
}
