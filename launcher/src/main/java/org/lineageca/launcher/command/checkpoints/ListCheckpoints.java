package org.lineageca.launcher.command.checkpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.hsm.signer.CheckpointMemory;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is remembered. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the last checkpoint of each log, and what was ever forgotten.")
final class ListCheckpoints implements Callable<Integer> {

    private final Lineage lineage;

    @Mixin private MemoryFile file = new MemoryFile();

    ListCheckpoints(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws RefusedException {
        file.use(lineage, ListCheckpoints::lines).forEach(lineage.surroundings().out()::println);
        return ExitStatus.DONE;
    }

    private static List<String> lines(CheckpointMemory memory) {
        var lines = new ArrayList<String>();
        for (var last : memory.all()) {
            lines.add(
                    "%s  %d leaves, root %s, signed %s by key %s"
                            .formatted(
                                    last.checkpoint().origin(),
                                    last.checkpoint().size(),
                                    last.checkpoint().root(),
                                    last.at(),
                                    last.key()));
        }
        lines.addAll(memory.forgotten());
        return lines;
    }
}
