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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.mass.DrillEvidence;
import org.lineageca.ca.mass.ForeseeRevocation;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.ca.minutes.DrillMinutes;

/** Mass revocation: lists filled by selections, foreseen, watched, paused, and their results. */
@AnswersProblems
@Controller("/revocations/batches")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MassRevocationController {

    private static final int MOST = 1_000;

    /**
     * What fills a list.
     *
     * @param where fields and values, all of which hold of what is selected
     */
    @Serdeable
    record SelectionRequest(@Nullable Map<String, String> where) {}

    private final SelectCertificates select;
    private final ForeseeRevocation foresee;
    private final RevokeSelected revokeSelected;

    MassRevocationController(
            SelectCertificates select, ForeseeRevocation foresee, RevokeSelected revokeSelected) {
        this.select = select;
        this.foresee = foresee;
        this.revokeSelected = revokeSelected;
    }

    /** Begins a list; while it is filling, it goes on by itself. */
    @ApiResponse(responseCode = "201", description = "The new list.", useReturnTypeSchema = true)
    @Post("/selection")
    HttpResponse<BatchView> select(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body SelectionRequest request) {
        var where = request.where();
        if (where == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'where' is missing. There is no new list. Send {\"where\": {\"lineage\": …}}.");
        }
        return HttpResponse.created(BatchView.of(select.open(actor, where)));
    }

    /** Newest first. */
    @Get
    List<BatchView> list(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "limit must be 1 to 1000, got " + limit + ".");
        }
        return revokeSelected.newest(actor, limit).stream().map(BatchView::of).toList();
    }

    /** What its revocation would bring about now. */
    @Get("/{id}/outlook")
    OutlookView outlook(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @QueryValue(defaultValue = "unspecified") String reason,
            @QueryValue @Nullable String invalidityDate) {
        return OutlookView.of(
                foresee.foresee(
                        actor,
                        id,
                        RevocationController.reason(reason),
                        RevocationController.invalidityDate(invalidityDate)));
    }

    @Post("/{id}/pause")
    BatchView pause(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return BatchView.of(revokeSelected.pause(actor, id));
    }

    @Post("/{id}/resumption")
    BatchView resume(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return BatchView.of(revokeSelected.resume(actor, id));
    }

    /** One line for each certificate, however many there are. */
    @AnswersResults
    @Get("/{id}/results")
    StreamedFile results(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            int id,
            @QueryValue(defaultValue = "csv") String format) {
        var asked = format(format);
        return new StreamedFile(
                        revokeSelected.results(actor, id, asked), MediaType.of(asked.mediaType()))
                .attach("list-%d.%s".formatted(id, asked.extension()));
    }

    static ResultFormat format(String extension) {
        return ResultFormat.of(extension)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.INVALID_VALUE,
                                "There are no results in the format '%s'. Ask for csv or jsonl."
                                        .formatted(extension)));
    }

    /** Of a drill: canonical JSON (RFC 8785), whose SHA-256 is in the audit trail. */
    @Get(value = "/{id}/evidence", produces = MediaType.APPLICATION_JSON)
    HttpResponse<byte[]> evidence(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return HttpResponse.ok(evidenceOf(actor, id).json().toArray());
    }

    /** The same for people. */
    @Get(value = "/{id}/evidence.pdf", produces = MediaType.APPLICATION_PDF)
    HttpResponse<byte[]> minutes(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, int id) {
        return HttpResponse.ok(DrillMinutes.pdf(evidenceOf(actor, id)).toArray());
    }

    private DrillEvidence evidenceOf(Actor actor, int id) {
        return revokeSelected
                .evidence(actor, id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no evidence of a drill with batch %d; it is written when the drill is over."
                                        .formatted(id)));
    }
}
