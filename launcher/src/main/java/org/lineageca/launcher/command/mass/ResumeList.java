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

/** Has a list go on. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Has the revocation of a list go on, within half a minute.")
final class ResumeList implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    ResumeList(Lineage lineage) {
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
                    new MassRevocations(core).resume(id),
                    ListText::print);
        }
        return ExitStatus.DONE;
    }
}
