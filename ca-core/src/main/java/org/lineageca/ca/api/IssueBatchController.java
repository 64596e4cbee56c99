package org.lineageca.ca.api;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/** Batch issue: many requests under one profile, answered by a job that is watched. */
@AnswersProblems
@Controller("/issue-batches")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IssueBatchController {

    private static final int MOST = 1_000;
    private static final MediaType JSON_LINES = MediaType.of("application/jsonl");

    /** What a batch issues by. */
    @Serdeable
    record OpenRequest(@Nullable String profile) {}

    /**
     * What goes on a batch.
     *
     * @param requests PKCS#10 in PEM, 1 to 500
     */
    @Serdeable
    record AddRequest(@Nullable List<String> requests) {}

    /**
     * A request that is not on the batch.
     *
     * @param index in the list it came with, from 0 on
     */
    @Serdeable
    record NotAddedView(int index, Problem problem) {}

    /**
     * The batch after an addition.
     *
     * @param added how many are on it now that were not
     */
    @Serdeable
    record AddedView(IssueBatchView batch, int added, List<NotAddedView> problems) {}

    private final IssueInBatches issueInBatches;
    private final IdempotentAnswers answers;

    IssueBatchController(IssueInBatches issueInBatches, IdempotentAnswers answers) {
        this.issueInBatches = issueInBatches;
        this.answers = answers;
    }

    @ApiResponse(responseCode = "201", description = "The new batch.", useReturnTypeSchema = true)
    @Post
    HttpResponse<IssueBatchView> open(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Header(IdempotentAnswers.HEADER) @Nullable String idempotencyKey,
            @Body OpenRequest request) {
        var profile = profile(request.profile());
        return answers.answer(
                actor,
                idempotencyKey,
                () ->
                        Octets.of(
                                ("POST /issue-batches " + profile)
                                        .getBytes(StandardCharsets.UTF_8)),
                Argument.of(IssueBatchView.class),
                () -> {
                    var opened = IssueBatchView.of(issueInBatches.open(actor, profile));
                    return HttpResponse.created(
                            opened, URI.create("/issue-batches/" + opened.batch()));
                });
    }

    private static String profile(@Nullable String name) {
        try {
            return CertificateProfile.requireName(name == null ? "" : name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'profile' names no profile. There is no new batch. Send {\"profile\": \"tls-server\"}; GET /profiles lists them.",
                    e);
        }
    }

    /** What is on it already stays on it once, so that a call may be repeated. */
    @Post("/{id}/requests")
    AddedView add(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @Body AddRequest request) {
        var requests = request.requests();
        if (requests == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'requests' is missing. Nothing was added. Send {\"requests\": [\"-----BEGIN CERTIFICATE REQUEST-----…\", …]}.");
        }
        var added = issueInBatches.add(actor, id, requests);
        return new AddedView(
                IssueBatchView.of(added.batch()),
                added.added(),
                added.problems().stream()
                        .map(one ->
                                new NotAddedView(one.index(), ProblemHandler.refused(one.why())))
                        .toList());
    }

    @Post("/{id}/start")
    IssueBatchView start(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return IssueBatchView.of(issueInBatches.start(actor, id));
    }

    @Post("/{id}/pause")
    IssueBatchView pause(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return IssueBatchView.of(issueInBatches.pause(actor, id));
    }

    @Post("/{id}/resumption")
    IssueBatchView resume(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return IssueBatchView.of(issueInBatches.resume(actor, id));
    }

    @Post("/{id}/cancellation")
    IssueBatchView cancel(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return IssueBatchView.of(issueInBatches.cancel(actor, id));
    }

    @Get("/{id}")
    IssueBatchView get(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return IssueBatchView.of(issueInBatches.find(actor, id));
    }

    /** Newest first. */
    @Get
    List<IssueBatchView> list(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "limit must be 1 to 1000, got " + limit + ".");
        }
        return issueInBatches.newest(actor, limit).stream().map(IssueBatchView::of).toList();
    }

    /** One line of JSON for each request behind a position, however many there are. */
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/jsonl", schema = @Schema(type = "string")))
    @Get(value = "/{id}/results", produces = "application/jsonl")
    StreamedFile results(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @QueryValue(defaultValue = "0") int after) {
        if (after < 0) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "after must be a position or 0, got " + after + ".");
        }
        return new StreamedFile(issueInBatches.results(actor, id, after), JSON_LINES)
                .attach("batch-%d.jsonl".formatted(id));
    }
}
