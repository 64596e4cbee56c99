package org.lineageca.launcher.command.key;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done about public keys. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Public keys that are not certified.",
        synopsisSubcommandLabel = "COMMAND")
public final class Keys implements Callable<Integer> {

    private final Lineage lineage;

    private Keys(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Keys(lineage), typed)
                .add("block", () -> new BlockKey(lineage))
                .add("check", () -> new CheckKey(lineage))
                .add("list", () -> new ListBlockedKeys(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with keys? `%s key --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
