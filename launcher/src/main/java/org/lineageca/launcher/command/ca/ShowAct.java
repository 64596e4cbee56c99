package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One act, with what it would bring about as things stand. */
@Command(
        name = "act",
        mixinStandardHelpOptions = true,
        description = "Shows an act: its plan, what it would bring about, and what came of it.")
final class ShowAct implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The act's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    ShowAct(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var out = lineage.surroundings().out();
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var answer = new Acts(core).get(id);
            if (json) {
                out.println(answer.toPrettyString());
                return ExitStatus.DONE;
            }
            var act = new ActText(answer);
            act.printState(out);
            if (act.waitsForApproval()) {
                act.printPreview(out);
            }
            act.printPlan(out);
        }
        return ExitStatus.DONE;
    }
}
