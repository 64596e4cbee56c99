package org.lineageca.launcher.command.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** Shows how far a batch is until it ends, or somebody has it wait. */
final class WatchBatch {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Lineage lineage;
    private final IssueBatches batches;

    WatchBatch(Lineage lineage, IssueBatches batches) {
        this.lineage = lineage;
        this.batches = batches;
    }

    /**
     * Watches.
     *
     * @return how it stands then
     */
    JsonNode watch(long id)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var err = lineage.surroundings().err();
        var last = "";
        while (true) {
            var batch = batches.get(id);
            var line = BatchText.line(batch);
            if (!line.equals(last)) {
                err.println(line);
            }
            last = line;
            if (!batch.path("state").asText().equals("running")) {
                return batch;
            }
            if (batch.path("problem").isTextual()) {
                err.println("  it is tried again: " + batch.path("problem").asText());
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
