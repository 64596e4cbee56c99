package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Requests that are answered together, through the REST service.
 *
 * @param core with the credential of whoever asks
 */
public record IssueBatches(CoreClient core) {

    /** How many go with one call at most. */
    public static final int PART = 500;

    /** How many octets go with one call at most, under the 256 KiB of the service. */
    public static final int PART_OCTETS = 250_000;

    private static final String BATCHES = "/issue-batches";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Begins a batch. */
    public JsonNode open(String profile)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.post(BATCHES, JSON.createObjectNode().put("profile", profile));
    }

    /**
     * Adds requests.
     *
     * @param requests PEM
     * @return with {@code problems} of those that are not on it
     */
    public JsonNode add(long id, List<String> requests)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode();
        var list = body.putArray("requests");
        requests.forEach(list::add);
        return core.post(path(id, "/requests"), body);
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

    public JsonNode start(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return move(id, "/start");
    }

    public JsonNode pause(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return move(id, "/pause");
    }

    public JsonNode resume(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return move(id, "/resumption");
    }

    public JsonNode cancel(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return move(id, "/cancellation");
    }

    private JsonNode move(long id, String verb)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.post(path(id, verb), JSON.createObjectNode());
    }

    /** Writes what became of each into a file, a line of JSON each. */
    public void results(long id, Path file)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        core.download(path(id, "/results"), file);
    }

    private static String path(long id, String rest) {
        return "%s/%d%s".formatted(BATCHES, id, rest);
    }
}
