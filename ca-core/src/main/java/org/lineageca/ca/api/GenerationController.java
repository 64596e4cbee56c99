package org.lineageca.ca.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ListGenerations;

/** Generations: which there are and in what state. */
@AnswersProblems
@Controller("/generations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GenerationController {

    /**
     * A generation as the interface shows it; times and serial are those of its present
     * certificate.
     */
    @Serdeable
    record GenerationView(
            String label,
            String sha256,
            String name,
            @Nullable String lineage,
            @Nullable String parent,
            String state,
            Instant since,
            String token,
            String algorithm,
            @Nullable String serial,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String crl,
            String caIssuers,
            @Nullable String ocsp) {}

    private final ListGenerations listGenerations;

    GenerationController(ListGenerations listGenerations) {
        this.listGenerations = listGenerations;
    }

    @Get
    List<GenerationView> list(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return listGenerations.all(actor).stream().map(GenerationController::view).toList();
    }

    private static GenerationView view(Generation generation) {
        var identity = generation.identity();
        var certificate = generation.caCertificate().orElse(null);
        var parent = identity.parent();
        return new GenerationView(
                identity.id().label(),
                identity.id().sha256().toHex(),
                identity.name().toString(),
                identity.lineage(),
                parent == null ? null : parent.label(),
                generation.state(),
                generation.since(),
                identity.key().token(),
                identity.algorithm().name(),
                certificate == null ? null : certificate.serial().hex(),
                certificate == null ? null : certificate.notBefore(),
                certificate == null ? null : certificate.notAfter(),
                identity.uris().crl(),
                identity.uris().caIssuers(),
                identity.uris().ocsp());
    }
}
