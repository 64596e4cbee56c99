package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Withdrawing certificates, and releasing those on hold, through the REST service.
 *
 * @param core with the credential of whoever asks
 */
public record Revocations(CoreClient core) {

    private static final int CREATED = 201;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An entry of the revocation list.
     *
     * @param isNew false where the certificate was revoked before; the entry is the one of then
     */
    public record Revocation(
            String serial,
            String generation,
            String reason,
            String revocationDate,
            boolean isNew) {}

    /**
     * What came of a release.
     *
     * @param released false where it was not on hold; the rest is empty then
     */
    public record Release(boolean released, String serial, String generation, String heldSince) {}

    /** Withdraws a certificate named by serial number, fingerprint or itself in PEM. */
    public Revocation revoke(String certificate, String reason, @Nullable Instant invalidityDate)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("certificate", certificate).put("reason", reason);
        if (invalidityDate != null) {
            body.put("invalidityDate", invalidityDate.toString());
        }
        var response = core.postJson("/revocations", body.toString(), "revocation");
        var answer = core.parsed(response);
        return new Revocation(
                answer.path("serial").asText(),
                answer.path("generation").asText(),
                answer.path("reason").asText(),
                answer.path("revocationDate").asText(),
                response.statusCode() == CREATED);
    }

    /**
     * Ends a hold.
     *
     * @param because why, for the audit trail
     */
    public Release release(String certificate, String because)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("certificate", certificate).put("because", because);
        var answer = core.parsed(core.postJson("/revocations/release", body.toString(), "release"));
        return new Release(
                answer.path("released").asBoolean(),
                answer.path("serial").asText(),
                answer.path("generation").asText(),
                answer.path("heldSince").asText());
    }
}
