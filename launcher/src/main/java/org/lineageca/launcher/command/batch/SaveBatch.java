package org.lineageca.launcher.command.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** Writes what became of a batch into a folder: a file of results, and a chain for each request. */
final class SaveBatch {

    private static final String RESULTS = "results.jsonl";
    private static final int LONGEST = 64;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Lineage lineage;
    private final IssueBatches batches;

    SaveBatch(Lineage lineage, IssueBatches batches) {
        this.lineage = lineage;
        this.batches = batches;
    }

    /**
     * Writes.
     *
     * @return how many chains there are
     */
    long save(long id, Path folder)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        Files.createDirectories(folder);
        var results = folder.resolve(RESULTS);
        batches.results(id, results);
        var chains = 0L;
        try (var lines = Files.newBufferedReader(results)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var result = JSON.readTree(line);
                if (result.path("chain").isTextual()) {
                    Files.writeString(folder.resolve(name(result)), result.path("chain").asText());
                    chains++;
                }
            }
        }
        lineage.surroundings()
                .out()
                .printf(
                        Locale.ROOT,
                        "%,d chains are in %s, and what became of each request in %s.%n",
                        chains,
                        folder,
                        results);
        return chains;
    }

    /** By its position, so that no two are alike, and its common name, for people. */
    private static String name(JsonNode result) {
        var subject = result.path("subject").asText();
        var start = subject.indexOf("CN=");
        var name =
                start < 0
                        ? ""
                        : "-"
                                + subject.substring(start + 3)
                                        .split(",", 2)[0]
                                        .replaceAll("[^A-Za-z0-9.-]", "_");
        return "%08d%s.pem"
                .formatted(
                        result.path("position").asLong(),
                        name.length() > LONGEST ? name.substring(0, LONGEST) : name);
    }
}
