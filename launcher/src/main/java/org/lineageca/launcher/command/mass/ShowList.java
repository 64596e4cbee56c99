package org.lineageca.launcher.command.mass;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how far a list has come. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a list: what fills it, how far it has come, how fast, and how long it will take.")
final class ShowList implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    ShowList(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            Answer.print(
                    lineage.surroundings().out(),
                    json,
                    new MassRevocations(core).get(id),
                    ListText::print);
        }
        return ExitStatus.DONE;
    }
}
