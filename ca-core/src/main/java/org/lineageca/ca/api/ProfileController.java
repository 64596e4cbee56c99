package org.lineageca.ca.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.ListProfiles;

/** Profiles and their versions; a change is an act. */
@AnswersProblems
@Controller("/profiles")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProfileController {

    private final ListProfiles listProfiles;

    ProfileController(ListProfiles listProfiles) {
        this.listProfiles = listProfiles;
    }

    @Get
    List<ProfileView> list(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return listProfiles.all(actor).stream()
                .map(both -> ProfileView.of(both.profile(), List.of(both.version())))
                .toList();
    }

    @Get("/{name}")
    ProfileView get(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String name) {
        return ProfileView.of(
                listProfiles.inForce(actor, name), listProfiles.versions(actor, name));
    }

    /** The document, as it was approved. */
    @Get(value = "/{name}/versions/{version}", produces = "application/yaml")
    String document(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String name, int version) {
        return listProfiles.version(actor, name, version).yaml();
    }
}
