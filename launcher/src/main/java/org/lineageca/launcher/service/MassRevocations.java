package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Lists of certificates that are revoked together, through the REST service.
 *
 * @param core with the credential of whoever asks
 */
public record MassRevocations(CoreClient core) {

    private static final String BATCHES = "/revocations/batches";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Begins a list of all certificates of which this holds. */
    public JsonNode select(Map<String, String> where)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode();
        var fields = body.putObject("where");
        where.forEach(fields::put);
        return core.parsed(core.postJson(BATCHES + "/selection", body.toString(), "list"));
    }

    /** Newest first. */
    public JsonNode newest(int limit)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get(BATCHES + "?limit=" + limit);
    }

    public JsonNode get(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get(path(id, ""));
    }

    /** What its revocation would bring about. */
    public JsonNode outlook(long id, String reason)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get(path(id, "/outlook?reason=" + CoreClient.segment(reason)));
    }

    public JsonNode pause(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.parsed(core.postJson(path(id, "/pause"), "{}", "pause"));
    }

    public JsonNode resume(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.parsed(core.postJson(path(id, "/resumption"), "{}", "resumption"));
    }

    /**
     * Writes what became of each into a file.
     *
     * @param format csv or jsonl
     */
    public void results(long id, String format, Path file)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        core.download(path(id, "/results?format=" + CoreClient.segment(format)), file);
    }

    /** Writes the evidence of a drill into a file. */
    public void evidence(long id, boolean pdf, Path file)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        core.download(path(id, pdf ? "/evidence.pdf" : "/evidence"), file);
    }

    private static String path(long id, String rest) {
        return "%s/%d%s".formatted(BATCHES, id, rest);
    }
}
