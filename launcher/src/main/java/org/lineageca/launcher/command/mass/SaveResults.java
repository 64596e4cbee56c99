package org.lineageca.launcher.command.mass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what became of each certificate on a list. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a file with a line for each certificate of a list:",
            "serial number, generation, outcome, when it was revoked, and why."
        })
final class SaveResults implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or jsonl (default: csv).")
    private String format = "csv";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: list-ID.csv or list-ID.jsonl).")
    private @Nullable Path file;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    SaveResults(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var to = file == null ? Path.of("list-%d.%s".formatted(id, format)) : file;
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            new MassRevocations(core).results(id, format, to);
        }
        lineage.surroundings().out().println("The results of list " + id + " are in " + to + ".");
        return ExitStatus.DONE;
    }
}
