package org.lineageca.launcher.command.person;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.supervisor.Registration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends someone's access. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Ends someone's access, at once and for ever: the name stays taken, what was done under it is on record.",
            "A custodian's share goes on to count until a ceremony re-shares the token."
        })
final class RemovePerson implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "NAME", description = "As `person list` shows it.")
    private String name = "";

    RemovePerson(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Registration.perform(lineage.installation(), List.of("remove", name))
                .forEach(lineage.surroundings().out()::println);
        return ExitStatus.DONE;
    }
}
