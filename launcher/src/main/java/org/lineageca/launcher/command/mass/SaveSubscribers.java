package org.lineageca.launcher.command.mass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassReissues;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes who has to ask for a successor. */
@Command(
        name = "subscribers",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a file (CSV) with those of a list that were not made anew: serial number, subject, names,",
            "who asked for it, the reason, and until when another is needed."
        })
final class SaveSubscribers implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: subscribers-ID.csv).")
    private @Nullable Path file;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    SaveSubscribers(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var to = file == null ? Path.of("subscribers-%d.csv".formatted(id)) : file;
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            new MassReissues(core).subscribers(id, to);
        }
        lineage.surroundings()
                .out()
                .println("Who has to ask for a successor is in " + to + ", of list " + id + ".");
        return ExitStatus.DONE;
    }
}
