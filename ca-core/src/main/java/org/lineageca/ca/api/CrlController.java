package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.ListGenerations;

/** CRLs: issue them now. */
@Controller("/crls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CrlController {

    /**
     * What is asked for.
     *
     * @param generation its label; null for every generation whose token is within reach
     */
    @Serdeable
    record CrlRequest(@Nullable String generation) {}

    /** A CRL that was issued. */
    @Serdeable
    record CrlView(
            String generation,
            String scope,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            long entries,
            String url) {}

    private final IssueCrl issueCrl;
    private final ListGenerations listGenerations;

    CrlController(IssueCrl issueCrl, ListGenerations listGenerations) {
        this.issueCrl = issueCrl;
        this.listGenerations = listGenerations;
    }

    @Post
    HttpResponse<List<CrlView>> issue(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @Body CrlRequest request) {
        var label = request.generation();
        var issued = label == null ? issueCrl.issueAll(actor) : List.of(one(actor, label));
        return HttpResponse.created(issued.stream().map(CrlController::view).toList());
    }

    private IssueCrl.Issued one(Actor actor, String label) {
        var generation =
                listGenerations.all(actor).stream()
                        .filter(candidate -> candidate.identity().id().label().equals(label))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "There is no generation '"
                                                + label
                                                + "'. No CRL was issued. GET /generations lists them."));
        return issueCrl.issue(actor, generation.identity().id());
    }

    private static CrlView view(IssueCrl.Issued issued) {
        var content = issued.content();
        return new CrlView(
                content.issuer().generation().label(),
                content.place(),
                content.number().value(),
                content.thisUpdate(),
                content.nextUpdate(),
                content.extent().entries(),
                content.scope().distributionPoint());
    }
}
