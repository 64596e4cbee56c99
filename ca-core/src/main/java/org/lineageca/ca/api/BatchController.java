package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.BatchDecision;
import org.lineageca.ca.lifecycle.ListedItem;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.revocation.RevocationDecision;

/** Lists of certificates, and their revocation in one go. */
@AnswersProblems
@Controller("/revocations/batches")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BatchController {

    /**
     * What goes on a list.
     *
     * @param certificates serial numbers or SHA-256 fingerprints
     */
    @Serdeable
    record ListRequest(@Nullable List<String> certificates) {}

    /**
     * Why, and since when the keys are not to be trusted.
     *
     * @param reason an identifier of CRLReason (RFC 5280 5.3.1)
     * @param invalidityDate ISO 8601 with an offset from UTC
     * @param drill whether everything is gone through and nothing revoked
     */
    @Serdeable
    record BatchRequest(
            @Nullable String reason, @Nullable String invalidityDate, @Nullable Boolean drill) {}

    /** One of those named that is not simply on the list now. */
    @Serdeable
    record ItemView(String certificate, Problem problem) {}

    /** The batch after an addition, and what there is to say of single certificates. */
    @Serdeable
    record AddedView(BatchView batch, List<ItemView> problems) {}

    /**
     * What came of it.
     *
     * @param act the act that a second person has to approve; null where it is done
     * @param sha256 of the plan of the act
     * @param revoked how many are revoked now that were not
     * @param alreadyRevoked how many were revoked before
     */
    @Serdeable
    record OutcomeView(
            @Nullable Long act,
            @Nullable String sha256,
            @Nullable Long revoked,
            @Nullable Long alreadyRevoked) {}

    private final RevokeInBatches revokeInBatches;
    private final RevokeSelected revokeSelected;

    BatchController(RevokeInBatches revokeInBatches, RevokeSelected revokeSelected) {
        this.revokeInBatches = revokeInBatches;
        this.revokeSelected = revokeSelected;
    }

    @ApiResponse(responseCode = "201", description = "The new list.", useReturnTypeSchema = true)
    @Post
    HttpResponse<AddedView> open(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @Body ListRequest request) {
        return HttpResponse.created(view(revokeInBatches.open(actor, listed(request))));
    }

    @Post("/{id}/certificates")
    AddedView add(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @Body ListRequest request) {
        return view(revokeInBatches.add(actor, id, listed(request)));
    }

    @Get("/{id}")
    BatchView get(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return BatchView.of(revokeSelected.find(actor, id));
    }

    /** Up to ten at once; more, and drills, become an act that another person approves: 202. */
    @ApiResponse(
            responseCode = "200",
            description = "It is done: they were few.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "An act that another person has to approve.",
            useReturnTypeSchema = true)
    @Post("/{id}/revocation")
    HttpResponse<OutcomeView> revoke(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @Body BatchRequest request) {
        var reason = request.reason();
        if (reason == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'reason' is missing. Nothing was revoked. Send {\"reason\": …}.");
        }
        var decision =
                revokeSelected.revoke(
                        actor,
                        new RevokeSelected.Order(
                                id,
                                RevocationController.reason(reason),
                                RevocationController.invalidityDate(request.invalidityDate()),
                                Boolean.TRUE.equals(request.drill())));
        return switch (decision) {
            case BatchDecision.Revoked(var decisions) -> {
                var before =
                        decisions.stream()
                                .filter(RevocationDecision.AlreadyRevoked.class::isInstance)
                                .count();
                yield HttpResponse.ok(
                        new OutcomeView(null, null, decisions.size() - before, before));
            }
            case BatchDecision.Proposed(var act) ->
                    HttpResponse.accepted()
                            .body(
                                    new OutcomeView(
                                            act.id(), act.plan().digest().toHex(), null, null));
        };
    }

    private static List<String> listed(ListRequest request) {
        var certificates = request.certificates();
        if (certificates == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'certificates' is missing. Nothing was added. Send {\"certificates\": [\"…\", …]}.");
        }
        return certificates;
    }

    private static AddedView view(RevokeInBatches.Added added) {
        return new AddedView(
                BatchView.of(added.batch()),
                added.items().stream()
                        .filter(item -> !(item instanceof ListedItem.Good))
                        .map(item -> new ItemView(item.text(), problem(item)))
                        .toList());
    }

    private static Problem problem(ListedItem item) {
        return switch (item) {
            case ListedItem.Good _ ->
                    throw new IllegalStateException("there is nothing to say of " + item.text());
            case ListedItem.AlreadyRevoked _ ->
                    Problem.of(
                            "already-revoked",
                            "Already revoked",
                            200,
                            "It is revoked for good. It is on the list, and stays as it is.");
            case ListedItem.Unknown _ ->
                    Problem.of(
                            "not-found",
                            "Not found",
                            404,
                            "No certificate issued here has this number. It is not on the list. Check it with 'openssl x509 -serial'.");
            case ListedItem.Ambiguous _ ->
                    Problem.of(
                            "invalid-value",
                            "Invalid value",
                            400,
                            "Several generations have issued a certificate with this number. None of them is on the list. Name it by its SHA-256 fingerprint.");
            case ListedItem.OfACa _ ->
                    Problem.of(
                            "invalid-value",
                            "Invalid value",
                            400,
                            "It belongs to a CA, which is revoked by an act of its own. It is not on the list.");
            case ListedItem.Malformed(_, var why) ->
                    Problem.of("invalid-value", "Invalid value", 400, why);
        };
    }
}
