package org.lineageca.launcher.command.mass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.MassReissues;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what became of each certificate on a list. */
final class SaveResults implements Callable<Integer> {

    /** Where the results are. */
    @FunctionalInterface
    interface Source {

        /** Writes them into a file. */
        void save(CoreClient core, long id, String format, Path file)
                throws IOException,
                        RefusedException,
                        ServiceUnreachableException,
                        InterruptedException;
    }

    private final Lineage lineage;
    private final String name;
    private final Source source;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or jsonl (default: csv).")
    private String format = "csv";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: in this folder, named by the list).")
    private @Nullable Path file;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    private SaveResults(Lineage lineage, String name, Source source) {
        this.lineage = lineage;
        this.name = name;
        this.source = source;
    }

    static CommandLine ofRevocation(Lineage lineage) {
        return command(
                new SaveResults(
                        lineage,
                        "list",
                        (core, id, format, file) ->
                                new MassRevocations(core).results(id, format, file)),
                "Writes a file with a line for each certificate of a list: serial number, generation, outcome, when it was revoked, and why.");
    }

    static CommandLine ofReissue(Lineage lineage) {
        return command(
                new SaveResults(
                        lineage,
                        "reissue",
                        (core, id, format, file) ->
                                new MassReissues(core).results(id, format, file)),
                "Writes a file with a line for each certificate of a list: serial number, generation, outcome, and its successor with where its chain is.");
    }

    private static CommandLine command(SaveResults results, String description) {
        var command = new CommandLine(results);
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
        var to = file == null ? Path.of("%s-%d.%s".formatted(name, id, format)) : file;
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            source.save(core, id, format, to);
        }
        lineage.surroundings().out().println("The results of list " + id + " are in " + to + ".");
        return ExitStatus.DONE;
    }
}
