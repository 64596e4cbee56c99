package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.FurtherResponder;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.supervisor.PortOwner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a responder. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Adds a responder that starts with the next `up`.",
            "With a copy of the database it goes on answering while the CA's own is down, for as long as what it has is recent enough."
        })
final class AddResponder implements Callable<Integer> {

    private static final String NOTHING = "Nothing was changed.";
    private static final int LAST_PORT = 65_535;

    private final Lineage lineage;

    @Parameters(
            paramLabel = "NAME",
            description = "1 to 20 of a-z, 0-9 and hyphen, a letter first.")
    private String name = "";

    @Option(
            names = "--reads",
            paramLabel = "WHAT",
            defaultValue = "DATABASE",
            description = {
                "database: the CA's own (the default);",
                "replica: a streaming replica of all of it;",
                "subscriber: a database of its own with the status tables alone, by logical replication."
            })
    private FurtherResponder.Reads reads = FurtherResponder.Reads.DATABASE;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Where it answers on 127.0.0.1 (default: the first free above the installation's).")
    private @Nullable Integer port;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "Its metrics and status, for operators (default: the next free).")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "N",
            description = "Of its copy of the database (default: the next free).")
    private @Nullable Integer databasePort;

    AddResponder(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        var installation = lineage.installation();
        var settings = Settings.read(installation, Kind.ONLINE, NOTHING);
        if (settings.responders().stream().anyMatch(other -> other.name().equals(name))) {
            throw new RefusedException(
                    "There is a responder %s already. %s Choose another name, or remove it first."
                            .formatted(name, NOTHING));
        }
        if (databasePort != null && !reads.isCopy()) {
            throw new RefusedException(
                    "A responder that reads the CA's database has no PostgreSQL of its own. %s Leave --postgres-port out."
                            .formatted(NOTHING));
        }
        var used = new HashSet<>(settings.ports().numbers().values());
        settings.responders().forEach(other -> used.addAll(other.ports().keySet()));
        var answering = port(port, used, "--port");
        used.add(answering);
        var measured = port(metricsPort, used, "--metrics-port");
        used.add(measured);
        var responder =
                named(
                        answering,
                        measured,
                        reads.isCopy() ? port(databasePort, used, "--postgres-port") : null);
        var all = new ArrayList<>(settings.responders());
        all.add(responder);
        settings.with(all).keep(installation);
        var out = lineage.surroundings().out();
        out.printf(
                "Responder %s will answer on http://%s from %s.%n",
                name,
                responder.address(),
                switch (reads) {
                    case DATABASE -> "the CA's database";
                    case REPLICA -> "a streaming replica on port " + responder.databasePort();
                    case SUBSCRIBER -> "a logical subscriber on port " + responder.databasePort();
                });
        out.println(Responders.takesEffect(lineage, installation));
        return ExitStatus.DONE;
    }

    private FurtherResponder named(int answering, int measured, @Nullable Integer database)
            throws RefusedException {
        try {
            return new FurtherResponder(name, reads, answering, measured, database);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage() + ". " + NOTHING, e);
        }
    }

    private static int port(@Nullable Integer chosen, Set<Integer> used, String option)
            throws RefusedException {
        if (chosen == null) {
            return free(used);
        }
        var obstacle =
                chosen < 1 || chosen > LAST_PORT
                        ? "not a port: 1 to " + LAST_PORT + " are"
                        : used.contains(chosen)
                                ? "one of this installation's own"
                                : PortOwner.whyNotFree(chosen).orElse(null);
        if (obstacle != null) {
            throw new RefusedException(
                    "Port %d on 127.0.0.1 is %s. %s Choose another with %s."
                            .formatted(chosen, obstacle, NOTHING, option));
        }
        return chosen;
    }

    private static int free(Set<Integer> used) throws RefusedException {
        var highest = used.stream().mapToInt(Integer::intValue).max().orElse(0);
        for (var candidate = highest + 1; candidate <= LAST_PORT; candidate++) {
            if (PortOwner.whyNotFree(candidate).isEmpty()) {
                return candidate;
            }
        }
        throw new RefusedException(
                "There is no free port above %d on 127.0.0.1. %s Choose one with --port."
                        .formatted(highest, NOTHING));
    }
}
