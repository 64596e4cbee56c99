package org.lineageca.launcher.command.person;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.supervisor.Registration;
import picocli.CommandLine.Command;

/** Shows who is registered. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Shows everyone who is registered: name, role, until when the certificate is valid, its SHA-256.")
final class ListPeople implements Callable<Integer> {

    private final Lineage lineage;

    ListPeople(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Registration.perform(lineage.installation(), List.of("list"))
                .forEach(lineage.surroundings().out()::println);
        return ExitStatus.DONE;
    }
}
