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

/** Writes the evidence of a drill. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the evidence of a drill: who decided, what would have been revoked,",
            "how long it took, and how large each CRL would have become."
        })
final class SaveEvidence implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--json",
            description = "As JSON, whose SHA-256 is in the audit trail (default: PDF).")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: drill-ID.pdf or drill-ID.json).")
    private @Nullable Path file;

    @Parameters(paramLabel = "ID", description = "The list's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    SaveEvidence(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var to = file == null ? Path.of("drill-%d.%s".formatted(id, json ? "json" : "pdf")) : file;
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            new MassRevocations(core).evidence(id, !json, to);
        }
        lineage.surroundings()
                .out()
                .println("The evidence of the drill with list " + id + " is in " + to + ".");
        return ExitStatus.DONE;
    }
}
