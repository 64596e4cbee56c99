package org.lineageca.ca.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.SetCrlPolicy;
import org.lineageca.ca.x509.GenerationId;

/** Which CRLs a generation issues, and when. */
@AnswersProblems
@Controller("/generations/{label}/crl-policy")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CrlPolicyController {

    private final SetCrlPolicy setCrlPolicy;
    private final ListGenerations listGenerations;

    CrlPolicyController(SetCrlPolicy setCrlPolicy, ListGenerations listGenerations) {
        this.setCrlPolicy = setCrlPolicy;
        this.listGenerations = listGenerations;
    }

    @Get
    CrlPolicyBody policy(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String label) {
        return CrlPolicyBody.of(setCrlPolicy.policy(actor, id(actor, label)));
    }

    /** In place of the policy before. */
    @Put
    CrlPolicyBody set(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String label,
            @Body CrlPolicyBody request) {
        return CrlPolicyBody.of(setCrlPolicy.set(actor, id(actor, label), request.parsed()));
    }

    private GenerationId id(Actor actor, String label) {
        return Generations.find(listGenerations.all(actor), label).identity().id();
    }
}
