package org.lineageca.launcher.command.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** Hands in the requests of a file or a folder, and watches what becomes of them. */
public final class IssueMany {

    /** Of what is wrong with requests; the results say all. */
    private static final int SHOWN = 20;

    private final Lineage lineage;
    private final IssueBatches batches;
    private final List<String> names = new ArrayList<>();
    private final List<String> part = new ArrayList<>();
    private String profile = "";
    private long id;
    private int octets;
    private long added;
    private long refused;

    public IssueMany(Lineage lineage, CoreClient core) {
        this.lineage = lineage;
        this.batches = new IssueBatches(core);
    }

    /**
     * Issues.
     *
     * @param wanted the profile
     * @param folder for results; null for none
     * @return the exit status: whether every request has its certificate
     */
    public int issue(Path source, String wanted, @Nullable Path folder)
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RefusedException(
                    "%s is no folder. Nothing was issued. Name one with --out.".formatted(folder));
        }
        profile = wanted;
        RequestFiles.read(source, this::take);
        send();
        if (added == 0) {
            batches.cancel(id);
            throw new RefusedException("None of the requests can be issued. Nothing was issued.");
        }
        batches.start(id);
        lineage.surroundings()
                .err()
                .printf(
                        Locale.ROOT,
                        "Batch %d with %,d requests goes on by itself. Stop watching with Ctrl-C; go on watching with%n  %s%n",
                        id,
                        added,
                        lineage.typed("issue-batch watch " + id));
        return conclude(new WatchBatch(lineage, batches).watch(id), folder);
    }

    private int conclude(JsonNode batch, @Nullable Path folder)
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        if (folder != null && BatchText.isEnded(batch)) {
            new SaveBatch(lineage, batches).save(id, folder);
        } else {
            lineage.surroundings()
                    .out()
                    .printf(
                            "Fetch the chains with%n  %s%n",
                            lineage.typed("issue-batch results %d --out FOLDER".formatted(id)));
        }
        return refused == 0 && batch.path("issued").asLong() == batch.path("requests").asLong()
                ? ExitStatus.DONE
                : ExitStatus.REFUSED;
    }

    private void take(String name, String pem)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        // In JSON a line's end has two octets.
        var size = pem.length() + (int) pem.chars().filter(one -> one == '\n').count() + 4;
        if (part.size() == IssueBatches.PART || octets + size > IssueBatches.PART_OCTETS) {
            send();
        }
        names.add(name);
        part.add(pem);
        octets += size;
    }

    private void send() throws RefusedException, ServiceUnreachableException, InterruptedException {
        if (part.isEmpty()) {
            return;
        }
        if (id == 0) {
            id = batches.open(profile).path("batch").asLong();
        }
        var answer = batches.add(id, part);
        added += answer.path("added").asLong();
        for (var one : answer.path("problems")) {
            refused++;
            if (refused <= SHOWN) {
                lineage.surroundings()
                        .err()
                        .println(
                                names.get(one.path("index").asInt())
                                        + ": "
                                        + one.path("problem").path("detail").asText());
            }
        }
        names.clear();
        part.clear();
        octets = 0;
    }
}
