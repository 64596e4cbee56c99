package org.lineageca.launcher.command.mass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks something of one list, and shows how it stands then. */
final class OneList implements Callable<Integer> {

    /** What is asked. */
    @FunctionalInterface
    interface Question {

        /** How the list stands after it. */
        JsonNode ask(CoreClient core, long id)
                throws RefusedException, ServiceUnreachableException, InterruptedException;
    }

    private final Lineage lineage;
    private final Question question;
    private final BiConsumer<PrintStream, JsonNode> print;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    private OneList(Lineage lineage, Question question, BiConsumer<PrintStream, JsonNode> print) {
        this.lineage = lineage;
        this.question = question;
        this.print = print;
    }

    /** The command for one question. */
    static CommandLine of(
            Lineage lineage,
            Question question,
            BiConsumer<PrintStream, JsonNode> print,
            String description) {
        var command = new CommandLine(new OneList(lineage, question, print));
        command.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .usageMessage()
                .description(description);
        return command;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            Answer.print(lineage.surroundings().out(), json, question.ask(core, id), print);
        }
        return ExitStatus.DONE;
    }
}
