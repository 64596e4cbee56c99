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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.ListGenerations;

/** CRLs: where each scope stands, and issuing them now. */
@AnswersProblems
@Controller("/crls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CrlController {

    /**
     * What is asked for.
     *
     * @param generation its label; null for every generation whose token is within reach
     * @param scope as in {@code GET /crls}, that of a delta included; null for the complete CRL of
     *     the generation, or where no generation is given for all but the deltas
     */
    @Serdeable
    record CrlRequest(@Nullable String generation, @Nullable String scope) {}

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

    /**
     * Where a scope stands.
     *
     * @param scope complete, ca, or shard-N; with -delta behind it, its deltas
     * @param number of the newest CRL; absent, as what follows, before the first
     * @param due when the next is issued; absent after the last
     * @param octets size of its DER
     * @param untoldSince when the first certificate was revoked that the newest CRL does not tell,
     *     where CRLs follow revocations
     * @param isFinal whether no other will follow
     */
    @Serdeable
    record ScopeView(
            String generation,
            String scope,
            String url,
            @Nullable Long number,
            @Nullable Instant thisUpdate,
            @Nullable Instant nextUpdate,
            @Nullable Instant due,
            @Nullable Long entries,
            @Nullable Long octets,
            @Nullable Instant untoldSince,
            boolean isFinal) {}

    private final IssueCrl issueCrl;
    private final ListGenerations listGenerations;
    private final InstantSource clock;

    CrlController(IssueCrl issueCrl, ListGenerations listGenerations, InstantSource clock) {
        this.issueCrl = issueCrl;
        this.listGenerations = listGenerations;
        this.clock = clock;
    }

    @Get
    List<ScopeView> list(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        var now = clock.instant();
        return listGenerations.crls(actor).stream().map(standing -> view(standing, now)).toList();
    }

    @ApiResponse(responseCode = "201", description = "The new CRLs.", useReturnTypeSchema = true)
    @Post
    HttpResponse<List<CrlView>> issue(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @Body CrlRequest request) {
        var label = request.generation();
        if (label == null && request.scope() != null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "A scope is one of a generation, and the member 'generation' is missing. No CRL was issued.");
        }
        var issued =
                label == null
                        ? issueCrl.issueAll(actor)
                        : List.of(one(actor, label, request.scope()));
        var standings = listGenerations.crls(actor);
        return HttpResponse.created(issued.stream().map(crl -> view(crl, standings)).toList());
    }

    private IssueCrl.Issued one(Actor actor, String label, @Nullable String scope) {
        var id =
                listGenerations.all(actor).stream()
                        .filter(candidate -> candidate.identity().id().label().equals(label))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "There is no generation '"
                                                + label
                                                + "'. No CRL was issued. GET /generations lists them."))
                        .identity()
                        .id();
        return scope == null ? issueCrl.issue(actor, id) : issueCrl.issue(actor, id, scope);
    }

    /** A delta is served beside the CRL whose URI certificates name. */
    private static CrlView view(IssueCrl.Issued issued, List<CrlLedger.Standing> standings) {
        var content = issued.content();
        var generation = content.issuer().generation();
        var url =
                standings.stream()
                        .filter(standing -> standing.generation().equals(generation))
                        .filter(standing -> standing.place().equals(content.place()))
                        .findFirst()
                        .orElseThrow()
                        .distributionPoint();
        return new CrlView(
                generation.label(),
                content.place(),
                content.number().value(),
                content.thisUpdate(),
                content.nextUpdate(),
                content.extent().entries(),
                url);
    }

    private static ScopeView view(CrlLedger.Standing standing, Instant now) {
        var latest = standing.latest();
        if (latest == null) {
            return new ScopeView(
                    standing.generation().label(),
                    standing.place(),
                    standing.distributionPoint(),
                    null,
                    null,
                    null,
                    now,
                    null,
                    null,
                    standing.untoldSince(),
                    false);
        }
        return new ScopeView(
                standing.generation().label(),
                standing.place(),
                standing.distributionPoint(),
                latest.number(),
                latest.thisUpdate(),
                latest.nextUpdate(),
                latest.isFinal() ? null : standing.due(),
                latest.entries(),
                latest.octets(),
                standing.untoldSince(),
                latest.isFinal());
    }
}
