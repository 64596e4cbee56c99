package org.lineageca.launcher.command.checkpoints;

import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a signer forget. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the signer forget the last checkpoint of a log, because what happened up to it is lost for good.",
            "Only after everything of docs/operators.md, \"Restored from an older backup\", was done:",
            "whatever was issued after the backup is unknown from then on. The memory keeps a record of this."
        })
final class ForgetCheckpoint implements Callable<Integer> {

    private final Lineage lineage;

    @Mixin private MemoryFile file = new MemoryFile();

    @Option(
            names = "--origin",
            required = true,
            paramLabel = "NAME",
            description = "The log, as `checkpoint list` names it.")
    private String origin = "";

    @Option(
            names = "--size",
            required = true,
            paramLabel = "LEAVES",
            description = "Of the checkpoint to be forgotten, as `checkpoint list` shows it.")
    private long size;

    @Option(
            names = "--because",
            required = true,
            paramLabel = "TEXT",
            description = "Why, and who decided it; for auditors: at most 500 characters.")
    private String because = "";

    ForgetCheckpoint(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws RefusedException {
        var at = lineage.surroundings().clock().instant();
        var forgotten = file.use(lineage, memory -> memory.forget(origin, size, because, at));
        lineage.surroundings()
                .out()
                .printf(
                        "forgotten: the checkpoint of %s with %d leaves, of %s. The next one may be any; the record of this stays.%n",
                        origin, size, forgotten.at());
        return ExitStatus.DONE;
    }
}
