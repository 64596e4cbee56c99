package org.lineageca.launcher.command.ca;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;
import org.lineageca.launcher.supervisor.Ceremony;
import org.lineageca.launcher.supervisor.SupervisorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Uses the root's key for what two officers approved. */
@Command(
        name = "ceremony",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what waits for the root's key, asks, starts the root's signer on offline/root,",
            "has it done and the root's CRL issued, and stops the signer in any case.",
            "The programs that run are not touched."
        })
final class HoldCeremony implements Callable<Integer> {

    private static final Set<String> CONSENT = Set.of("y", "yes");

    private final Lineage lineage;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--list", description = "Only show what waits.")
    private boolean list;

    HoldCeremony(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var surroundings = lineage.surroundings();
        var out = surroundings.out();
        var installation = lineage.installation();
        refuseUnlessRunning(installation);
        try (var ceremony = Ceremony.prepare(installation, surroundings.clock())) {
            out.println("Waits for the root's key:");
            ceremony.pending().forEach(line -> out.println("  " + line));
            if (list) {
                return ExitStatus.DONE;
            }
            ceremony.requireToken();
            if (!yes) {
                confirm();
            }
            out.println("The root's signer is started.");
            ceremony.hold(step -> out.println("  " + step));
        }
        out.println(
                "The root's signer is stopped. Carry offline/root back to its safe place: nothing online needs it.");
        return ExitStatus.DONE;
    }

    private void refuseUnlessRunning(Installation installation)
            throws IOException, RefusedException, ServiceUnreachableException {
        if (!installation.exists()) {
            throw new RefusedException(
                    "There is no installation in %s. Nothing was signed. Make one with `%s`."
                            .formatted(installation.data(), lineage.typed("up")));
        }
        if (!installation.pkiCreated() || SupervisorFile.of(installation).running().isEmpty()) {
            throw new ServiceUnreachableException(
                    "Lineage is not running in %s, and a ceremony needs its database and its issuing signer. Nothing was signed. Start it with `%s`."
                            .formatted(installation.data(), lineage.typed("up")));
        }
    }

    private void confirm() throws IOException, RefusedException {
        var surroundings = lineage.surroundings();
        surroundings.out().print("Start the root's signer and do this now? [y/N] ");
        surroundings.out().flush();
        // Not closed: standard input is the process's.
        var answer =
                new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8))
                        .readLine();
        if (answer == null || !CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new RefusedException(
                    "The ceremony was not confirmed. Nothing was signed. Answer y, or say --yes.");
        }
    }
}
