package org.lineageca.launcher.command.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.IssueBatches;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Asks something of one batch, and shows how it stands then. */
final class OneBatch implements Callable<Integer> {

    /** What is asked. */
    @FunctionalInterface
    interface Question {

        /** How the batch stands after it. */
        JsonNode ask(IssueBatches batches, long id)
                throws RefusedException, ServiceUnreachableException, InterruptedException;
    }

    private final Lineage lineage;
    private final Question question;

    @Parameters(paramLabel = "ID", description = "The batch's number.")
    private long id;

    private OneBatch(Lineage lineage, Question question) {
        this.lineage = lineage;
        this.question = question;
    }

    /** The command for one question. */
    static CommandLine of(Lineage lineage, String description, Question question) {
        var command = new CommandLine(new OneBatch(lineage, question));
        var specification = command.getCommandSpec().mixinStandardHelpOptions(true);
        specification.usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(lineage.installation())) {
            BatchText.print(lineage.surroundings().out(), question.ask(new IssueBatches(core), id));
        }
        return ExitStatus.DONE;
    }
}
