package org.lineageca.launcher.command.person;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with people. */
@Command(
        name = "person",
        mixinStandardHelpOptions = true,
        description = {
            "The people of an offline installation, who hold its ceremonies.",
            "They are known by certificates of their own, trusted for their fingerprints.",
            "`recover` is for an online one, whose people change each other by acts in the console."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class People implements Callable<Integer> {

    private final Lineage lineage;

    private People(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new People(lineage), typed)
                .add(
                        "add",
                        () ->
                                new CommandLine(new AddPerson(lineage))
                                        .setCaseInsensitiveEnumValuesAllowed(true))
                .add("list", () -> new ListPeople(lineage))
                .add("recover", () -> new RecoverPeople(lineage))
                .add("remove", () -> new RemovePerson(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with people? `%s person --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
