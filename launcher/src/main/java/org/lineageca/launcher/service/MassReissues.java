package org.lineageca.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Lists of certificates that are made anew, through the REST service.
 *
 * @param core with the credential of whoever asks
 */
public record MassReissues(CoreClient core) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How far a list has come. */
    public JsonNode get(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get(path(id, ""));
    }

    /** What its re-issue would bring about. */
    public JsonNode outlook(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return core.get(path(id, "/outlook"));
    }

    /**
     * Proposes to re-issue a list.
     *
     * @param reason one line
     * @param deadline until when the old ones should be out of use; null where that is open
     * @return the act's number, and the SHA-256 of its plan
     */
    public JsonNode propose(long id, String reason, @Nullable Instant deadline)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("reason", reason);
        if (deadline != null) {
            body.put("deadline", deadline.toString());
        }
        return core.parsed(core.postJson(path(id, ""), body.toString(), "re-issue"));
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

    /** Writes those who have to ask for a successor into a file, as comma-separated values. */
    public void subscribers(long id, Path file)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        core.download(path(id, "/subscribers"), file);
    }

    private static String path(long id, String rest) {
        return "/revocations/batches/%d/reissue%s".formatted(id, rest);
    }
}
