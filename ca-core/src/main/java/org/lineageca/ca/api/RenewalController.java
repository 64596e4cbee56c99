package org.lineageca.ca.api;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.SuggestRenewal;

/** When certificates should be replaced (RFC 9773). */
@AnswersProblems
@Controller("/renewal-info")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RenewalController {

    /**
     * RFC 9773 4.2.
     *
     * @param explanationURL a page for people; null where none is configured
     */
    @Serdeable
    record RenewalView(WindowView suggestedWindow, @Nullable String explanationURL) {}

    /** From when to when. */
    @Serdeable
    record WindowView(Instant start, Instant end) {}

    private final SuggestRenewal suggestRenewal;
    private final @Nullable String explanation;

    RenewalController(
            SuggestRenewal suggestRenewal,
            @Value("${lineage.renewal-explanation:}") String explanation) {
        this.suggestRenewal = suggestRenewal;
        this.explanation = explanation.isEmpty() ? null : explanation;
    }

    /** The certificate is named as in RFC 9773 4.1; Retry-After says when to ask again. */
    @Get("/{certID}")
    HttpResponse<RenewalView> get(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String certID) {
        var hint = suggestRenewal.suggest(actor, certID);
        return HttpResponse.ok(
                        new RenewalView(
                                new WindowView(hint.window().start(), hint.window().end()),
                                explanation))
                .header(HttpHeaders.RETRY_AFTER, Long.toString(hint.askAgain().toSeconds()));
    }
}
