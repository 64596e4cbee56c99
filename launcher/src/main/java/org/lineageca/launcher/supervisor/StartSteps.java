package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.Migrate;
import org.lineageca.migrations.PostgresCluster;

/**
 * The steps that the ways up have in common. Each may be interrupted and is taken again, or found
 * done, by the next start.
 */
final class StartSteps {

    static final String OWNER_SECRET = "owner";
    private static final long PAUSE_MILLIS = 20;

    private final Installation installation;
    private final Settings settings;
    private final Secrets secrets;
    private final Children children;
    private final Board board;
    private final Programs programs;
    private volatile @Nullable OneShotRun current;

    StartSteps(
            Installation installation,
            Settings settings,
            Secrets secrets,
            Children children,
            Board board) {
        this.installation = installation;
        this.settings = settings;
        this.secrets = secrets;
        this.children = children;
        this.board = board;
        this.programs = new Programs(installation, settings.ports());
    }

    Installation installation() {
        return installation;
    }

    Settings settings() {
        return settings;
    }

    Secrets secrets() {
        return secrets;
    }

    Children children() {
        return children;
    }

    Board board() {
        return board;
    }

    Programs programs() {
        return programs;
    }

    /** Ends the one-shot program if one runs; the supervised ones are stopped by their owner. */
    void interrupt() {
        var run = current;
        if (run != null) {
            run.stop();
        }
    }

    void endOrphans() throws IOException, InterruptedException {
        var ended = Orphans.end(installation, settings.ports());
        if (ended > 0) {
            board.begin("clean-up", "")
                    .done("ended %d programs left over by a supervisor that died".formatted(ended));
        }
    }

    void checkPorts() throws StartFailedException {
        for (var use : PortUse.values()) {
            if (settings.kind().uses().contains(use)) {
                check(use);
            }
        }
        for (var responder : settings.responders()) {
            for (var port : responder.ports().entrySet()) {
                check(port.getKey(), port.getValue(), responder.name());
            }
        }
    }

    private static void check(int port, String program, String responder)
            throws StartFailedException {
        var obstacle = PortOwner.whyNotFree(port);
        if (obstacle.isPresent()) {
            throw new StartFailedException(
                    "Port %d on 127.0.0.1 is %s. It is the port of %s. Nothing was started. Free it, or run `lineage responder remove %s` and add it again with --port N."
                            .formatted(port, obstacle.get(), program, responder),
                    null);
        }
    }

    private void check(PortUse use) throws StartFailedException {
        var port = settings.ports().of(use);
        var obstacle = PortOwner.whyNotFree(port);
        if (obstacle.isPresent()) {
            var fixed = use.isNamedInCertificates() && installation.pkiCreated();
            throw new StartFailedException(
                    "Port %d on 127.0.0.1 is %s. It is the %s port of this installation. Nothing was started. %s"
                            .formatted(
                                    port,
                                    obstacle.get(),
                                    use.key(),
                                    fixed
                                            ? "Certificates name this port, so it has to be freed."
                                            : "Free it, or choose another with %s N or --port-base N."
                                                    .formatted(use.option())),
                    null);
        }
    }

    /**
     * Makes what is missing of the database, and starts it.
     *
     * @param roles who logs in
     */
    void database(List<LoginRole> roles)
            throws StartFailedException, InterruptedException, IOException {
        var step =
                board.begin(
                        "database", "PostgreSQL on " + settings.ports().address(PortUse.POSTGRES));
        try {
            var passwordFile = installation.secrets().resolve(OWNER_SECRET);
            var password = secrets.keptIn(passwordFile);
            var cluster = new DatabasePlace(installation).prepare(settings.ports());
            if (!cluster.isInitialised()) {
                step.says("making a PostgreSQL cluster");
                cluster.initialise(password);
            }
            awaitUp(programs.database(cluster, passwordFile), step);
            step.done(migrate(cluster, password, roles));
        } catch (StartFailedException e) {
            step.failed(e.failure());
            throw e;
        } catch (IOException | SQLException | FlywayException | RefusedException e) {
            var failed =
                    new StartFailedException(
                            "the database does not start: " + Reasons.of(e),
                            installation.log("postgres"),
                            e);
            step.failed(failed.failure());
            throw failed;
        }
    }

    private String migrate(PostgresCluster cluster, String password, List<LoginRole> roles)
            throws IOException, SQLException {
        Migrate.createDatabase(cluster, password);
        var url = cluster.jdbcUrl(PostgresCluster.DATABASE);
        var applied = Migrate.apply(url, PostgresCluster.OWNER, password);
        for (var role : roles) {
            var secret = secrets.keptIn(installation.secrets().resolve(role.name()));
            role.grant(url, PostgresCluster.OWNER, password, secret);
        }
        try (var connection = DriverManager.getConnection(url, PostgresCluster.OWNER, password)) {
            var version = connection.getMetaData().getDatabaseProductVersion();
            return "PostgreSQL %s on %s%s"
                    .formatted(
                            version.replaceFirst(" .*", ""),
                            settings.ports().address(PortUse.POSTGRES),
                            applied == 0 ? "" : ", %d migrations applied".formatted(applied));
        }
    }

    /** Starts one program that the step needs, and waits for it. */
    Child awaitUp(Program program, Board.Running step)
            throws StartFailedException, InterruptedException {
        var child = children.start(List.of(program)).getFirst();
        while (!child.isUp(step.took())) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return child;
    }

    /** Runs a program of the step to its end. */
    void runOnce(JavaLaunch launch, String name, String failure, Board.Running step)
            throws StartFailedException, InterruptedException {
        var run = new OneShotRun(launch, installation.log(name), name, failure);
        current = run;
        try {
            run.run(step::says);
        } finally {
            current = null;
        }
    }

    /**
     * Starts programs that do not need each other, and waits for all.
     *
     * @param tolerant whether one that does not start is no reason to stop the others: it is noted
     *     on the board and tried on
     */
    void startTier(List<Program> tier, boolean tolerant)
            throws StartFailedException, InterruptedException {
        var pending = new LinkedHashMap<Child, Board.Running>();
        for (var child : children.start(tier)) {
            var status = child.status();
            pending.put(child, board.begin(status.name(), status.address()));
        }
        while (!pending.isEmpty()) {
            for (var entry : List.copyOf(pending.entrySet())) {
                if (isSettled(entry, tolerant)) {
                    pending.remove(entry.getKey());
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isSettled(Map.Entry<Child, Board.Running> starting, boolean tolerant)
            throws StartFailedException {
        var step = starting.getValue();
        var refusal = starting.getKey().refusal();
        if (refusal.isPresent() && tolerant) {
            step.refused(new Failure(refusal.get(), null));
            return true;
        }
        try {
            if (starting.getKey().isUp(step.took())) {
                var status = starting.getKey().status();
                step.done(
                        status.detail().isEmpty()
                                ? status.address()
                                : status.address() + ", " + status.detail());
                return true;
            }
            return false;
        } catch (StartFailedException e) {
            step.failed(e.failure());
            if (tolerant) {
                return true;
            }
            throw e;
        }
    }
}
