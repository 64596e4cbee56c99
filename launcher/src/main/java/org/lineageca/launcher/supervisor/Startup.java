package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.launcher.installation.TokenPlace;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.Migrate;
import org.lineageca.migrations.PostgresCluster;

/**
 * The way up: makes what is missing and starts the programs in order. Every step may be interrupted
 * and is taken again, or found done, by the next start.
 */
final class Startup {

    private static final String OWNER_SECRET = "owner";
    private static final List<LoginRole> ROLES =
            List.of(LoginRole.CORE, LoginRole.CONSOLE, LoginRole.RESPONDER, LoginRole.PUBLISHER);

    private final Installation installation;
    private final Ports ports;
    private final Secrets secrets;
    private final Children children;
    private final Board board;
    private final Programs programs;
    private volatile @Nullable OneShotRun createPki;

    Startup(
            Installation installation,
            Ports ports,
            Secrets secrets,
            Children children,
            Board board) {
        this.installation = installation;
        this.ports = ports;
        this.secrets = secrets;
        this.children = children;
        this.board = board;
        this.programs = new Programs(installation, ports);
    }

    /**
     * Starts everything.
     *
     * @throws StartFailedException if the installation cannot run; a single program that does not
     *     start is no reason for that once the PKI exists, it is noted on the board and tried on
     */
    void run() throws StartFailedException, InterruptedException {
        try {
            endOrphans();
            checkPorts();
            new ConfigurationFiles(installation, ports).write();
            PrivateFiles.folder(installation.published());
            tokens();
            database();
            startTier(
                    List.of(
                            programs.signer(TokenPlace.issuing(installation)),
                            programs.signer(TokenPlace.responder(installation)),
                            programs.publisher()));
            pki();
            startTier(List.of(programs.core(), programs.responder(), programs.console()));
        } catch (IOException e) {
            throw new StartFailedException(Reasons.of(e), null, e);
        } catch (RefusedException e) {
            throw new StartFailedException(Reasons.of(e), null, e);
        }
    }

    /** Ends the one-shot program if it runs; the supervised ones are stopped by their owner. */
    void interrupt() {
        var run = createPki;
        if (run != null) {
            run.stop();
        }
    }

    private void endOrphans() throws IOException, InterruptedException {
        var ended = Orphans.end(installation, ports);
        if (ended > 0) {
            board.begin("clean-up", "")
                    .done("ended %d programs left over by a supervisor that died".formatted(ended));
        }
    }

    private void checkPorts() throws StartFailedException {
        for (var use : PortUse.values()) {
            var obstacle = PortOwner.whyNotFree(ports.of(use));
            if (obstacle.isPresent()) {
                var fixed = use.isNamedInCertificates() && installation.pkiCreated();
                throw new StartFailedException(
                        "Port %d on 127.0.0.1 is %s. It is the %s port of this installation. Nothing was started. %s"
                                .formatted(
                                        ports.of(use),
                                        obstacle.get(),
                                        use.key(),
                                        fixed
                                                ? "Certificates name this port, so it has to be freed."
                                                : "Free it, or choose another with %s N or --port-base N."
                                                        .formatted(use.option())),
                        null);
            }
        }
    }

    private void tokens() throws IOException, RefusedException {
        var created = installation.pkiCreated();
        var places =
                new ArrayList<>(
                        List.of(
                                TokenPlace.issuing(installation),
                                TokenPlace.responder(installation)));
        if (!created) {
            places.add(TokenPlace.root(installation));
        }
        var missing =
                created
                        // Its keys cannot be made again: the signer says that it is gone.
                        ? List.<TokenPlace>of()
                        : places.stream().filter(place -> !place.isComplete()).toList();
        if (!missing.isEmpty()) {
            var step = board.begin("tokens", "making SoftHSM tokens");
            for (var place : missing) {
                place.ensure(secrets);
            }
            var labels = missing.stream().map(TokenPlace::label).toList();
            step.done("SoftHSM: " + String.join(", ", labels));
        }
        places.forEach(TokenPlace::open);
    }

    private void database() throws StartFailedException, InterruptedException, IOException {
        var step = board.begin("database", "PostgreSQL on " + ports.address(PortUse.POSTGRES));
        try {
            var passwordFile = installation.secrets().resolve(OWNER_SECRET);
            var password = secrets.keptIn(passwordFile);
            var cluster = new DatabasePlace(installation).prepare(ports);
            if (!cluster.isInitialised()) {
                step.says("making a PostgreSQL cluster");
                cluster.initialise(password);
            }
            var child =
                    children.start(List.of(programs.database(cluster, passwordFile))).getFirst();
            while (!child.isUp(step.took())) {
                Thread.sleep(20);
            }
            step.done(migrate(cluster, password));
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

    private String migrate(PostgresCluster cluster, String password)
            throws IOException, SQLException {
        Migrate.createDatabase(cluster, password);
        var url = cluster.jdbcUrl(PostgresCluster.DATABASE);
        var applied = Migrate.apply(url, PostgresCluster.OWNER, password);
        for (var role : ROLES) {
            var secret = secrets.keptIn(installation.secrets().resolve(role.name()));
            role.grant(url, PostgresCluster.OWNER, password, secret);
        }
        try (var connection = DriverManager.getConnection(url, PostgresCluster.OWNER, password)) {
            var version = connection.getMetaData().getDatabaseProductVersion();
            return "PostgreSQL %s on %s%s"
                    .formatted(
                            version.replaceFirst(" .*", ""),
                            ports.address(PortUse.POSTGRES),
                            applied == 0 ? "" : ", %d migrations applied".formatted(applied));
        }
    }

    private void pki() throws StartFailedException, InterruptedException, IOException {
        if (installation.pkiCreated()) {
            return;
        }
        var step = board.begin("PKI", "starting the root's signer");
        try {
            var root =
                    children.start(List.of(programs.signer(TokenPlace.root(installation))))
                            .getFirst();
            while (!root.isUp(step.took())) {
                Thread.sleep(20);
            }
            var run =
                    new OneShotRun(
                            programs.createPki(),
                            installation.log("create-pki"),
                            "create-pki",
                            "the PKI could not be created");
            createPki = run;
            run.run(step::says);
            children.remove(root);
        } catch (StartFailedException e) {
            step.failed(e.failure());
            throw e;
        } finally {
            createPki = null;
        }
        Files.deleteIfExists(installation.configuration("create-pki"));
        PrivateFiles.write(installation.pkiCreatedMarker(), "");
        step.done("created; the root's signer is stopped");
    }

    private void startTier(List<Program> tier) throws StartFailedException, InterruptedException {
        var pending = new LinkedHashMap<Child, Board.Running>();
        for (var child : children.start(tier)) {
            var status = child.status();
            pending.put(child, board.begin(status.name(), status.address()));
        }
        while (!pending.isEmpty()) {
            for (var entry : List.copyOf(pending.entrySet())) {
                if (isSettled(entry)) {
                    pending.remove(entry.getKey());
                }
            }
            Thread.sleep(20);
        }
    }

    private boolean isSettled(Map.Entry<Child, Board.Running> starting)
            throws StartFailedException {
        var step = starting.getValue();
        try {
            if (starting.getKey().isUp(step.took())) {
                step.done(starting.getKey().status().address());
                return true;
            }
            return false;
        } catch (StartFailedException e) {
            step.failed(e.failure());
            if (installation.pkiCreated()) {
                return true;
            }
            throw e;
        }
    }
}
