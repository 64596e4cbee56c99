package org.lineageca.launcher.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.DataFolder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PkiDescription;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.supervisor.ModuleFiles;
import org.lineageca.launcher.supervisor.ProcessIdentity;
import org.lineageca.launcher.supervisor.ProgramFiles;
import org.lineageca.launcher.supervisor.SupervisorProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts an installation, making it if there is none; harmless to repeat. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Lineage and waits until every program is healthy.",
            "The first run makes the installation: database, tokens, PKI. Repeating it does no harm."
        })
public final class Up implements Callable<Integer> {

    private final Lineage lineage;

    @Mixin private final PortOptions ports = new PortOptions();

    @Option(
            names = "--offline",
            description = {
                "Makes an offline installation at the first run, which holds the root's token on an air-gapped machine",
                "and answers nobody else. Need not be repeated: what an installation is, it stays."
            })
    private boolean offline;

    @Option(
            names = "--pki",
            paramLabel = "FILE",
            description =
                    "The description of the PKI the first run makes (default: the packaged one, copied to pki.yml).")
    private @Nullable Path pki;

    public Up(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var installation = lineage.installation();
        DataFolder.prepare(installation);
        PrivateFiles.folder(installation.run());
        var lock = installation.run().resolve("up.lock");
        PrivateFiles.file(lock);
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return upAlone(installation);
        }
    }

    private int upAlone(Installation installation)
            throws IOException, InterruptedException, RefusedException {
        var surroundings = lineage.surroundings();
        var out = surroundings.out();
        var supervisor = new RunningSupervisor(installation);
        var running = supervisor.unlessStopping(surroundings);
        var settings = settings(installation, running.isPresent());
        var isUp = running.isPresent() && join(installation, running.get());
        if (!isUp && supervisor.unlessStopping(surroundings).isEmpty()) {
            out.printf("Starting Lineage in %s%n", installation.data());
            isUp = start(installation);
        }
        if (!isUp) {
            return ExitStatus.REFUSED;
        }
        if (ProgramFiles.isOutdated(installation)) {
            out.printf(
                    "The programs were built anew since they were started: `%s`, then `%s` runs the new ones.%n",
                    lineage.typed("down"), lineage.typed("up"));
        }
        out.println();
        switch (settings.kind()) {
            case ONLINE -> new Summary(lineage, installation, settings.ports()).print(out);
            case OFFLINE -> new OfflineSummary(lineage, installation, settings.ports()).print(out);
        }
        return ExitStatus.DONE;
    }

    private Settings settings(Installation installation, boolean running)
            throws IOException, RefusedException {
        if (offline
                || (installation.exists() && Settings.read(installation).kind() == Kind.OFFLINE)) {
            if (pki != null) {
                throw new RefusedException(
                        "An offline installation takes no description of a PKI: its CAs are made in ceremonies, by their scripts. Nothing was started. Leave --pki out.");
            }
            return Settings.chooseOffline(installation, ports.choice(), running);
        }
        var settings = Settings.choose(installation, ports.choice(), running);
        PkiDescription.ensure(
                installation, pki, ModuleFiles.built(installation.home(), "ca-core").jar());
        return settings;
    }

    private boolean join(Installation installation, ProcessIdentity supervisor)
            throws IOException, InterruptedException {
        lineage.surroundings()
                .out()
                .printf("Lineage is running already (supervisor: process %d).%n", supervisor.pid());
        return new FollowStart(lineage, installation).untilHealthy(supervisor);
    }

    private boolean start(Installation installation) throws IOException, InterruptedException {
        var follow = new FollowStart(lineage, installation);
        var process = SupervisorProcess.start(installation);
        var interrupted =
                new Thread(() -> {
                    lineage.surroundings().err().println("Interrupted; stopping again.");
                    process.destroy();
                });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            var supervisor = ProcessIdentity.of(process.pid());
            return supervisor.isPresent()
                    ? follow.untilStarted(supervisor.get())
                    : follow.endedEarly();
        } finally {
            keep(interrupted);
        }
    }

    /** From here on the supervisor outlives this command. */
    private static void keep(Thread interrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException interruptedMeanwhile) {
            return; // the hook is at work: the user gave up
        }
    }
}
