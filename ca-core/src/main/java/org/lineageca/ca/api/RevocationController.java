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
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.ReleaseHold;
import org.lineageca.ca.lifecycle.RevokeCertificate;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;

/** Revocations: withdraw a certificate, release one that is on hold. */
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

    /** The entry as it stands on record. */
    @Serdeable
    record RevocationView(
            String serial,
            String generation,
            String reason,
            Instant revocationDate,
            @Nullable Instant invalidityDate) {}

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

    RevocationController(RevokeCertificate revokeCertificate, ReleaseHold releaseHold) {
        this.revokeCertificate = revokeCertificate;
        this.releaseHold = releaseHold;
    }

    @Post
    HttpResponse<RevocationView> revoke(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body RevocationRequest request) {
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
        return switch (decision) {
            case RevocationDecision.Revoked revoked -> HttpResponse.created(view(revoked));
            case RevocationDecision.Confirmed confirmed -> HttpResponse.created(view(confirmed));
            case RevocationDecision.AlreadyRevoked existing -> HttpResponse.ok(view(existing));
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
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The invalidity date '"
                            + text
                            + "' is not a time. Nothing was revoked. Write it like 2026-11-01T08:30:00Z.",
                    e);
        }
    }

    private static RevocationView view(RevocationDecision decision) {
        var entry = decision.entry();
        return new RevocationView(
                entry.serial().hex(),
                decision.generation().label(),
                entry.reason().label(),
                entry.revocationDate(),
                entry.invalidityDate());
    }
}
