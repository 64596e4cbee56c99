package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Withdrawing certificates, and releasing those on hold, through the REST service.
 *
 * @param core with the credential of whoever asks
 */
public record Revocations(CoreClient core) {

    /** How many certificates fit into one request, fingerprints or serial numbers. */
    public static final int PART = 3_000;

    private static final String BATCHES = "/revocations/batches";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An entry of the revocation list.
     *
     * @param isNew false where the certificate was revoked before; the entry is the one of then
     * @param keyBlocked whether it was to be revoked for keyCompromise
     * @param sameKey then, other certificates over its key
     */
    public record Revocation(
            String serial,
            String generation,
            String reason,
            String revocationDate,
            boolean isNew,
            boolean keyBlocked,
            JsonNode sameKey) {}

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
                response.statusCode() == CREATED,
                answer.path("keyBlocked").asBoolean(),
                answer.path("sameKey"));
    }

    /**
     * A list of certificates at the service.
     *
     * @param id 0 before the first of it were sent
     * @param certificates how many are on it
     * @param missing those that are not, each with why
     */
    public record Batch(long id, int certificates, List<String> missing) {

        /** Nothing on it yet. */
        public static final Batch NONE = new Batch(0, 0, List.of());

        public Batch {
            missing = List.copyOf(missing);
        }
    }

    /**
     * What came of the revocation of a list.
     *
     * @param act the act that somebody else has to approve; 0 where it is done
     * @param sha256 of the act's plan
     */
    public record BatchOutcome(long act, String sha256, long revoked, long alreadyRevoked) {}

    /**
     * Puts certificates on a list.
     *
     * @param certificates serial numbers and fingerprints, at most {@link #PART}
     */
    public Batch list(Batch batch, List<String> certificates)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode();
        certificates.forEach(body.putArray("certificates")::add);
        var path = batch.id() == 0 ? BATCHES : "%s/%d/certificates".formatted(BATCHES, batch.id());
        var answer = core.parsed(core.postJson(path, body.toString(), "list"));
        var missing = new ArrayList<>(batch.missing());
        for (var item : answer.path("problems")) {
            var problem = item.path("problem");
            if (problem.path("status").asInt() != OK) {
                missing.add(
                        item.path("certificate").asText() + ": " + problem.path("detail").asText());
            }
        }
        var listed = answer.path("batch");
        return new Batch(
                listed.path("batch").asLong(), listed.path("certificates").asInt(), missing);
    }

    /**
     * Revokes a list, or proposes to.
     *
     * @param drill whether everything is to be gone through and nothing revoked
     */
    public BatchOutcome revoke(
            Batch batch, String reason, @Nullable Instant invalidityDate, boolean drill)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("reason", reason);
        if (invalidityDate != null) {
            body.put("invalidityDate", invalidityDate.toString());
        }
        if (drill) {
            body.put("drill", true);
        }
        var answer =
                core.parsed(
                        core.postJson(
                                "%s/%d/revocation".formatted(BATCHES, batch.id()),
                                body.toString(),
                                "revocation"));
        return new BatchOutcome(
                answer.path("act").asLong(),
                answer.path("sha256").asText(),
                answer.path("revoked").asLong(),
                answer.path("alreadyRevoked").asLong());
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
