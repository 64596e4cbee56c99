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
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.RevokeCertificate;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;

/** Revocations: withdraw a certificate. */
@Controller("/revocations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationController {

    /**
     * What is asked for.
     *
     * @param certificate serial number, SHA-256 fingerprint, or PEM
     * @param reason an identifier of CRLReason (RFC 5280 5.3.1)
     */
    @Serdeable
    record RevocationRequest(@Nullable String certificate, @Nullable String reason, @Nullable Instant invalidityDate) {}

    /** The entry as it stands on record. */
    @Serdeable
    record RevocationView(String serial, String generation, String reason, Instant revocationDate, @Nullable Instant invalidityDate) {}

    private final RevokeCertificate revokeCertificate;

    RevocationController(RevokeCertificate revokeCertificate) {
        this.revokeCertificate = revokeCertificate;
    }

    @Post
    HttpResponse<RevocationView> revoke(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @Body RevocationRequest request) {
        if (request.certificate() == null || request.reason() == null) {
            throw new RefusedException(Refusal.INVALID_VALUE, "'certificate' and 'reason' are both needed. Nothing was revoked.");
        }
        var decision =
                revokeCertificate.revoke(actor, CertificateReference.parse(request.certificate()), reason(request.reason()), request.invalidityDate());
        return switch (decision) {
            case RevocationDecision.Revoked revoked -> HttpResponse.created(view(revoked));
            case RevocationDecision.AlreadyRevoked existing -> HttpResponse.ok(view(existing));
        };
    }

    private static RevocationReason reason(String label) {
        try {
            return RevocationReason.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.INVALID_VALUE, e.getMessage() + ". Nothing was revoked.", e);
        }
    }

    private static RevocationView view(RevocationDecision decision) {
        var entry = decision.entry();
        return new RevocationView(
                entry.serial().hex(), decision.generation().label(), entry.reason().label(), entry.revocationDate(), entry.invalidityDate());
    }
}
