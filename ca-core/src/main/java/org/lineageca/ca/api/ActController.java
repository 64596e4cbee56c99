package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.octets.Octets;

/** Acts: preview, propose, approve, withdraw, look at them. */
@AnswersProblems
@Controller("/acts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActController {

    /**
     * An approval.
     *
     * @param sha256 of the plan that was read, in hexadecimal digits
     */
    @Serdeable
    record Approval(@Nullable String sha256) {}

    private final DecideActs decideActs;
    private final ListGenerations listGenerations;

    ActController(DecideActs decideActs, ListGenerations listGenerations) {
        this.decideActs = decideActs;
        this.listGenerations = listGenerations;
    }

    @Post("/preview")
    ActView preview(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body ActRequestBody request) {
        var previewed = decideActs.preview(actor, request.parse(listGenerations.all(actor)));
        return ActView.previewed(previewed.plan(), previewed.preview());
    }

    @ApiResponse(
            responseCode = "201",
            description = "It waits for another person.",
            useReturnTypeSchema = true)
    @Post
    HttpResponse<ActView> propose(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body ActRequestBody request) {
        var proposed = decideActs.propose(actor, request.parse(listGenerations.all(actor)));
        return HttpResponse.created(ActView.of(proposed, decideActs.preview(actor, proposed)));
    }

    @Get
    List<ActView> list(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue(defaultValue = "50") int limit) {
        if (limit < 1 || limit > 1000) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "limit must be 1 to 1000, got " + limit + ".");
        }
        return decideActs.newest(actor, limit).stream().map(act -> ActView.of(act, null)).toList();
    }

    @Get("/{id}")
    ActView get(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        var act =
                decideActs
                        .find(actor, id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND, "There is no act " + id + "."));
        return ActView.of(act, decideActs.preview(actor, act));
    }

    @Post("/{id}/approval")
    ActView approve(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @Body Approval approval) {
        return ActView.of(decideActs.approve(actor, id, digest(approval.sha256())), null);
    }

    @Post("/{id}/withdrawal")
    ActView withdraw(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return ActView.of(decideActs.withdraw(actor, id), null);
    }

    private static Octets digest(@Nullable String text) {
        if (text == null || !text.matches("[0-9a-fA-F]{64}")) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'sha256' must be the 64 hexadecimal digits of the plan's SHA-256. Nothing was approved.");
        }
        return Octets.ofHex(text.toLowerCase(Locale.ROOT));
    }
}
