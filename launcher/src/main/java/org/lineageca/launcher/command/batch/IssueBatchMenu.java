package org.lineageca.launcher.command.batch;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows the batches there are, and groups what can be done about one. */
@Command(
        name = "issue-batch",
        mixinStandardHelpOptions = true,
        description =
                "Requests that are answered together; `issue --batch` makes them. Without a command: the batches there are, the newest first.",
        synopsisSubcommandLabel = "[COMMAND]")
public final class IssueBatchMenu implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final Lineage lineage;

    private IssueBatchMenu(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new IssueBatchMenu(lineage), typed)
                .add(
                        "status",
                        () ->
                                OneBatch.of(
                                        lineage,
                                        "Shows how far a batch is, how fast, and how long it will take.",
                                        IssueBatches::get))
                .add(
                        "watch",
                        () ->
                                OneBatch.of(
                                        lineage,
                                        "Shows how far a batch is until it ends or waits. Ctrl-C ends the watching, not the batch.",
                                        (batches, id) ->
                                                new WatchBatch(lineage, batches).watch(id)))
                .add(
                        "pause",
                        () ->
                                OneBatch.of(
                                        lineage,
                                        "Has a batch wait. What is promised already is signed and recorded.",
                                        IssueBatches::pause))
                .add(
                        "resume",
                        () ->
                                OneBatch.of(
                                        lineage,
                                        "Has a batch go on, within a few seconds.",
                                        IssueBatches::resume))
                .add(
                        "cancel",
                        () ->
                                OneBatch.of(
                                        lineage,
                                        "Ends a batch. Requests that were not begun stay without certificates.",
                                        IssueBatches::cancel))
                .add("results", () -> new SaveResults(lineage))
                .commandLine();
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(lineage.installation())) {
            new IssueBatches(core)
                    .newest(SHOWN)
                    .forEach(batch -> lineage.surroundings().out().println(BatchText.line(batch)));
        }
        return ExitStatus.DONE;
    }
}
