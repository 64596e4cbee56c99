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
import org.lineageca.ca.lifecycle.AcceptableCas;
import org.lineageca.ca.lifecycle.ListAcceptableCas;
import org.lineageca.ca.x509.GenerationId;

/** The CAs a TLS server accepts that admits the certificates of a lineage. */
@AnswersProblems
@Controller("/lineages/{role}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AcceptableCasController {

    /**
     * The list.
     *
     * @param names what a server sends
     * @param certificates what it verifies by, in the order of {@code pem}
     */
    @Serdeable
    record AcceptableCasView(
            String lineage,
            List<NameView> names,
            List<AuthorityView> certificates,
            List<AmbiguityView> ambiguities,
            List<String> notes,
            String pem) {}

    /**
     * A distinguished name.
     *
     * @param name RFC 4514
     * @param der in hexadecimal digits
     * @param keys the labels of the keys that answer to it
     */
    @Serdeable
    record NameView(String name, String der, List<String> keys) {}

    /** A certificate of the bundle; the state is that of its generation, null where not ours. */
    @Serdeable
    record AuthorityView(
            String subject,
            String key,
            String position,
            @Nullable String state,
            Instant notAfter,
            String sha256) {}

    /** A name several keys answer to, and what that means. */
    @Serdeable
    record AmbiguityView(String name, List<String> generations, String meaning) {}

    private final ListAcceptableCas listAcceptableCas;

    AcceptableCasController(ListAcceptableCas listAcceptableCas) {
        this.listAcceptableCas = listAcceptableCas;
    }

    @Get("/acceptable-cas")
    AcceptableCasView list(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String role) {
        return view(listAcceptableCas.of(actor, role));
    }

    @Get(value = "/acceptable-cas.pem", produces = "application/x-pem-file")
    String bundle(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String role) {
        return listAcceptableCas.of(actor, role).pem();
    }

    private static AcceptableCasView view(AcceptableCas list) {
        return new AcceptableCasView(
                list.lineage(),
                list.names().stream()
                        .map(name ->
                                new NameView(
                                        name.toString(),
                                        name.der().toHex(),
                                        labels(list.keysOf(name).toList())))
                        .toList(),
                list.authorities().stream()
                        .map(authority ->
                                new AuthorityView(
                                        authority.name().toString(),
                                        authority.key().label(),
                                        authority.position().label(),
                                        authority.state(),
                                        authority.notAfter(),
                                        authority.der().sha256().toHex()))
                        .toList(),
                list.ambiguities().stream()
                        .map(ambiguity ->
                                new AmbiguityView(
                                        ambiguity.name().toString(),
                                        labels(ambiguity.generations()),
                                        ambiguity.meaning()))
                        .toList(),
                list.notes(),
                list.pem());
    }

    private static List<String> labels(List<GenerationId> keys) {
        return keys.stream().map(GenerationId::label).toList();
    }
}
