package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.mass.ReissueSelected;

/** Mass re-issue: a list's certificates made anew, and who has to ask. */
@AnswersProblems
@Controller("/revocations/batches/{id}/reissue")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReissueController {

    /**
     * What is asked for.
     *
     * @param reason one line
     * @param deadline until when the old ones should be out of use; ISO 8601 with an offset from
     *     UTC
     */
    @Serdeable
    record ReissueRequest(@Nullable String reason, @Nullable String deadline) {}

    /**
     * The act that a second person has to approve.
     *
     * @param sha256 of its plan
     */
    @Serdeable
    record ProposedView(long act, String sha256) {}

    private final ReissueSelected reissueSelected;

    ReissueController(ReissueSelected reissueSelected) {
        this.reissueSelected = reissueSelected;
    }

    /** Closes the list and proposes an act. */
    @ApiResponse(
            responseCode = "202",
            description = "An act that another person has to approve.",
            useReturnTypeSchema = true)
    @Post
    HttpResponse<ProposedView> propose(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @Body ReissueRequest request) {
        var reason = request.reason();
        if (reason == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'reason' is missing. Nothing was proposed. Send {\"reason\": …}.");
        }
        var act =
                reissueSelected.propose(
                        actor,
                        new ReissueSelected.Order(
                                id,
                                reason,
                                RevocationController.time("deadline", request.deadline())));
        return HttpResponse.<ProposedView>accepted()
                .body(new ProposedView(act.id(), act.plan().digest().toHex()));
    }

    /** How far it has come; 404 where it was not proposed. */
    @Get
    ReissueView get(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return ReissueView.of(
                reissueSelected
                        .find(actor, id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "No re-issue of batch %d was proposed.".formatted(id))));
    }

    /** What it would bring about now. */
    @Get("/outlook")
    ReissueView.OutlookView outlook(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return ReissueView.OutlookView.of(reissueSelected.outlook(actor, id));
    }

    @Post("/pause")
    ReissueView pause(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return ReissueView.of(reissueSelected.pause(actor, id));
    }

    @Post("/resumption")
    ReissueView resume(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return ReissueView.of(reissueSelected.resume(actor, id));
    }

    /** One line for each certificate, with its successor. */
    @AnswersResults
    @Get("/results")
    StreamedFile results(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @QueryValue(defaultValue = "csv") String format) {
        var asked = MassRevocationController.format(format);
        return new StreamedFile(
                        reissueSelected.results(actor, id, asked), MediaType.of(asked.mediaType()))
                .attach("reissue-%d.%s".formatted(id, asked.extension()));
    }

    /** Those who have to ask for a successor themselves, as comma-separated values. */
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @Get(value = "/subscribers", produces = "text/csv")
    StreamedFile subscribers(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return new StreamedFile(reissueSelected.subscribers(actor, id), MediaType.of("text/csv"))
                .attach("subscribers-%d.csv".formatted(id));
    }
}
