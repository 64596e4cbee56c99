package org.lineageca.ca.api;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.BlockKeys;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.ReleaseHold;
import org.lineageca.ca.lifecycle.RevokeCertificate;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** Revocations: withdraw a certificate, release one that is on hold. */
@AnswersProblems
@Controller("/revocations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationController {

    /**
     * What is asked for.
     *
     * @param certificate serial number, SHA-256 fingerprint, or PEM
     * @param reason an identifier of CRLReason (RFC 5280 5.3.1)
     * @param invalidityDate ISO 8601 with an offset from UTC
     */
    @Serdeable
    record RevocationRequest(
            @Nullable String certificate,
            @Nullable String reason,
            @Nullable String invalidityDate) {}

    /**
     * The entry as it stands on record.
     *
     * @param keyBlocked where the reason asked for is keyCompromise: true
     * @param sameKey then, the other certificates over that key; newest first, at most 1000
     */
    @Serdeable
    record RevocationView(
            String serial,
            String generation,
            String reason,
            Instant revocationDate,
            @Nullable Instant invalidityDate,
            @Nullable Boolean keyBlocked,
            @Nullable List<CertificateOfKey> sameKey) {}

    /** Another certificate over the same key. */
    @Serdeable
    record CertificateOfKey(String serial, String generation, String subject, String standing) {
        static CertificateOfKey of(CertificateRecord certificate, Instant now) {
            return new CertificateOfKey(
                    certificate.serial().hex(),
                    certificate.generation().label(),
                    certificate.subject(),
                    certificate.standing(now));
        }
    }

    /**
     * What is to be released.
     *
     * @param certificate serial number, SHA-256 fingerprint, or PEM
     * @param because why, for the audit trail
     */
    @Serdeable
    record ReleaseRequest(@Nullable String certificate, @Nullable String because) {}

    /**
     * What came of it.
     *
     * @param released false where it was not on hold, or no longer
     * @param heldSince until now; null where it was not on hold
     */
    @Serdeable
    record ReleaseView(
            boolean released,
            @Nullable String serial,
            @Nullable String generation,
            @Nullable Instant heldSince) {}

    private final RevokeCertificate revokeCertificate;
    private final ReleaseHold releaseHold;
    private final BlockKeys blockKeys;
    private final InstantSource clock;
    private final IdempotentAnswers answers;

    RevocationController(
            RevokeCertificate revokeCertificate,
            ReleaseHold releaseHold,
            BlockKeys blockKeys,
            IdempotentAnswers answers,
            InstantSource clock) {
        this.revokeCertificate = revokeCertificate;
        this.releaseHold = releaseHold;
        this.blockKeys = blockKeys;
        this.answers = answers;
        this.clock = clock;
    }

    @ApiResponse(
            responseCode = "201",
            description = "It is revoked now.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was revoked before; this is the entry.",
            useReturnTypeSchema = true)
    @Post
    HttpResponse<RevocationView> revoke(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Header(IdempotentAnswers.HEADER) @Nullable String idempotencyKey,
            @Body RevocationRequest request) {
        return answers.answer(
                actor,
                idempotencyKey,
                () -> Octets.of(("POST /revocations " + request).getBytes(StandardCharsets.UTF_8)),
                Argument.of(RevocationView.class),
                () -> revoke(actor, request));
    }

    private HttpResponse<RevocationView> revoke(Actor actor, RevocationRequest request) {
        var certificate = request.certificate();
        var reason = request.reason();
        if (certificate == null || reason == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member '"
                            + (certificate == null ? "certificate" : "reason")
                            + "' is missing. Nothing was revoked. Send {\"certificate\": …, \"reason\": …}.");
        }
        var decision =
                revokeCertificate.revoke(
                        actor,
                        CertificateReference.parse(certificate),
                        reason(reason),
                        invalidityDate(request.invalidityDate()));
        var view = view(decision, sameKey(actor, decision, reason(reason)));
        return switch (decision) {
            case RevocationDecision.Revoked _, RevocationDecision.Confirmed _ ->
                    HttpResponse.created(view);
            case RevocationDecision.AlreadyRevoked _ -> HttpResponse.ok(view);
        };
    }

    @Post("/release")
    ReleaseView release(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body ReleaseRequest request) {
        var certificate = request.certificate();
        var because = request.because();
        if (certificate == null || because == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member '"
                            + (certificate == null ? "certificate" : "because")
                            + "' is missing. Nothing was released. Send {\"certificate\": …, \"because\": …}.");
        }
        return switch (releaseHold.release(
                actor, CertificateReference.parse(certificate), because)) {
            case ReleaseDecision.Released(var generation, var hold) ->
                    new ReleaseView(
                            true, hold.serial().hex(), generation.label(), hold.revocationDate());
            case ReleaseDecision.NotHeld _ -> new ReleaseView(false, null, null, null);
            case ReleaseDecision.Final(var entry) ->
                    throw new RefusedException(
                            Refusal.CANNOT_RELEASE,
                            "Certificate %s is revoked for good since %s: %s. Nothing was released. Only certificateHold can be released; issue a new certificate."
                                    .formatted(
                                            entry.serial(),
                                            entry.revocationDate(),
                                            entry.reason().label()));
        };
    }

    static RevocationReason reason(String label) {
        try {
            return RevocationReason.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, e.getMessage() + ". Nothing was revoked.", e);
        }
    }

    static @Nullable Instant invalidityDate(@Nullable String text) {
        return time("invalidity date", text);
    }

    /**
     * Reads a time that may be left out.
     *
     * @param what it is, for whoever wrote it wrong
     */
    static @Nullable Instant time(String what, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The %s '%s' is not a time. Nothing was changed. Write it like 2026-11-01T08:30:00Z."
                            .formatted(what, text),
                    e);
        }
    }

    private @Nullable List<CertificateOfKey> sameKey(
            Actor actor, RevocationDecision decision, RevocationReason reason) {
        if (reason != RevocationReason.KEY_COMPROMISE) {
            return null;
        }
        var now = clock.instant();
        return blockKeys.sameKey(actor, decision).stream()
                .map(certificate -> CertificateOfKey.of(certificate, now))
                .toList();
    }

    private static RevocationView view(
            RevocationDecision decision, @Nullable List<CertificateOfKey> sameKey) {
        var entry = decision.entry();
        return new RevocationView(
                entry.serial().hex(),
                decision.generation().label(),
                entry.reason().label(),
                entry.revocationDate(),
                entry.invalidityDate(),
                sameKey == null ? null : Boolean.TRUE,
                sameKey);
    }
}
