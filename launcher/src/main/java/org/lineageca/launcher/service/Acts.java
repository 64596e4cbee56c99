package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.lineageca.launcher.installation.RefusedException;

/**
 * What officers decide about CAs, through the REST service.
 *
 * @param core with the credential of the officer who acts
 */
public record Acts(CoreClient core) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An act to be filled in. */
    public static ObjectNode ofKind(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    /** What would be proposed, and what it would bring about. */
    public JsonNode preview(JsonNode act)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.parsed(core.postJson("/acts/preview", act.toString(), "act"));
    }

    /** Proposes it; somebody else has to approve. */
    public JsonNode propose(JsonNode act)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.parsed(core.postJson("/acts", act.toString(), "act"));
    }

    /** Newest first. */
    public JsonNode newest(int limit)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get("/acts?limit=" + limit);
    }

    public JsonNode get(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get("/acts/" + id);
    }

    /**
     * Approves what somebody else proposed.
     *
     * @param sha256 of the plan that was read
     */
    public JsonNode approve(long id, String sha256)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("sha256", sha256);
        return core.parsed(
                core.postJson("/acts/%d/approval".formatted(id), body.toString(), "approval"));
    }

    public JsonNode withdraw(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.parsed(core.postJson("/acts/%d/withdrawal".formatted(id), "{}", "withdrawal"));
    }

    /** A PKCS#10 request over a generation's key, PEM. */
    public String request(String generation)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.postJson(path(generation, "request"), "{}", "request").body();
    }

    /**
     * Hands a certificate in that a CA elsewhere signed.
     *
     * @param chain PEM, the certificate first
     * @return first, renewal or cross
     */
    public String accept(String generation, byte[] chain)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var response =
                core.post(
                        path(generation, "certificates"),
                        "application/pem-certificate-chain",
                        BodyPublishers.ofByteArray(chain),
                        "CA certificate");
        return core.parsed(response).path("accepted").asText();
    }

    /** All CA certificates over a generation's key, PEM. */
    public String certificates(String generation)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.text(path(generation, "certificates"));
    }

    private static String path(String generation, String what) {
        return "/generations/%s/%s".formatted(CoreClient.segment(generation), what);
    }
}
