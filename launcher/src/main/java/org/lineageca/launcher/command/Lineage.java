package org.lineageca.launcher.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: knows which installation is meant. */
@Command(
        name = "lineage",
        description = "A certification authority: runs it on this machine and speaks to it.",
        mixinStandardHelpOptions = true,
        version = "Lineage 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "`lineage test` builds Lineage and runs every test of it.",
            "`lineage bench WHAT` measures it: ocsp, crl, issue or search.",
            "",
            "Exit status: 0 done; 1 refused or failed; 2 wrong usage; 3 the service does not answer."
        })
public final class Lineage implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = "The installation's folder (default: data, beside this program).")
    private @Nullable Path data;

    public Lineage(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        surroundings.err().println("Which command? `%s --help` lists them.".formatted(name()));
        return ExitStatus.USAGE;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Installation installation() {
        var folder = data == null ? surroundings.home().resolve("data") : data;
        return new Installation(surroundings.home(), folder);
    }

    public String name() {
        return surroundings.invokedAs();
    }

    /** A command as the user can type it here and now, naming the same installation. */
    public String typed(String command) {
        return data == null
                ? "%s %s".formatted(Shell.quote(name()), command)
                : "%s --data %s %s"
                        .formatted(Shell.quote(name()), Shell.quote(data.toString()), command);
    }
}
