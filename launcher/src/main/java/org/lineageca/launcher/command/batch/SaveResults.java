package org.lineageca.launcher.command.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what became of each request of a batch. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = {
            "Writes into a folder: results.jsonl with a line for each request of a batch,",
            "and a file with its chain for each certificate, PEM, leaf first, without the root."
        })
final class SaveResults implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to (default: batch-ID).")
    private @Nullable Path folder;

    @Parameters(paramLabel = "ID", description = "The batch's number.")
    private long id;

    SaveResults(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var to = folder == null ? Path.of("batch-" + id) : folder;
        try (var core = CoreClient.of(lineage.installation())) {
            new SaveBatch(lineage, new IssueBatches(core)).save(id, to);
        }
        return ExitStatus.DONE;
    }
}
