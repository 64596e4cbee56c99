package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.FurtherResponder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.OwnerAccess;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.ReplicationLink;
import org.lineageca.migrations.StatusSubscriber;
import org.lineageca.migrations.StreamingReplica;

/**
 * What responders beside the first need: a login, a configuration, and where they read a copy of
 * the database, that copy. What removed ones leave behind is cleared away.
 */
final class FurtherResponders {

    private final StartSteps steps;
    private final Installation installation;
    private final List<FurtherResponder> responders;
    private final DatabasePlace place;
    private final OwnerAccess owner;

    FurtherResponders(StartSteps steps) {
        this.steps = steps;
        this.installation = steps.installation();
        this.responders = steps.settings().responders();
        this.place = new DatabasePlace(installation);
        this.owner = OwnerAccess.to(installation, steps.settings().ports());
    }

    /**
     * Makes what is missing and starts the copies; the CA's database runs. A copy that fails is
     * noted and keeps no other program from starting.
     */
    void prepare() throws StartFailedException, InterruptedException, IOException {
        try {
            forgetOthers();
            for (var responder : responders) {
                writeConfiguration(responder);
                responder
                        .role()
                        .grant(owner.url(), owner.user(), owner.password(), secret(responder));
            }
        } catch (SQLException e) {
            throw new StartFailedException(
                    "the further responders cannot be prepared: " + Reasons.of(e),
                    installation.log("postgres"),
                    e);
        }
        for (var responder : responders) {
            if (responder.reads().isCopy()) {
                startCopy(responder);
            }
        }
    }

    /** The responders themselves. */
    List<Program> programs() {
        return responders.stream().map(steps.programs()::responder).toList();
    }

    private void startCopy(FurtherResponder responder) throws InterruptedException {
        var step =
                steps.board()
                        .begin(
                                responder.databaseProgram(),
                                responder.reads().key() + " on port " + responder.databasePort());
        try {
            var copy = place.copy(responder);
            var link = link(responder.slot());
            switch (responder.reads()) {
                case REPLICA -> startReplica(responder, new StreamingReplica(link, copy), step);
                case SUBSCRIBER ->
                        startSubscriber(
                                responder,
                                new StatusSubscriber(link, copy, owner.password()),
                                step);
                case DATABASE -> throw new IllegalArgumentException("no copy is read");
            }
            step.done(
                    "%s of the CA's database on 127.0.0.1:%d"
                            .formatted(responder.reads().key(), copy.port()));
        } catch (StartFailedException e) {
            step.failed(e.failure());
        } catch (IOException | SQLException | FlywayException e) {
            step.failed(
                    new Failure(
                            "the copy of the database for responder %s cannot be made: %s"
                                    .formatted(responder.name(), Reasons.of(e)),
                            installation.log(responder.databaseProgram())));
        }
    }

    private void startReplica(
            FurtherResponder responder, StreamingReplica replica, Board.Running step)
            throws IOException, SQLException, StartFailedException, InterruptedException {
        if (replica.copy().isInitialised() && replica.link().isIntact()) {
            replica.configure();
        } else {
            step.says("copying the CA's database");
            replica.make();
        }
        steps.awaitUp(program(responder, replica.copy()), step);
    }

    private void startSubscriber(
            FurtherResponder responder, StatusSubscriber subscriber, Board.Running step)
            throws IOException, SQLException, StartFailedException, InterruptedException {
        var copy = subscriber.copy();
        if (copy.isInitialised() && !subscriber.link().isIntact()) {
            // What it missed cannot be had any more.
            FileTree.delete(copy.folder());
        }
        if (!copy.isInitialised()) {
            step.says("making a PostgreSQL cluster");
            copy.initialise(owner.password());
        }
        steps.awaitUp(program(responder, copy), step);
        step.says("subscribing to the CA's database");
        subscriber.prepare();
        responder
                .role()
                .grant(
                        copy.jdbcUrl(PostgresCluster.DATABASE),
                        owner.user(),
                        owner.password(),
                        secret(responder));
    }

    private Program program(FurtherResponder responder, PostgresCluster copy) {
        return steps.programs().copy(responder, copy, owner.passwordFile());
    }

    private ReplicationLink link(String slot) throws IOException {
        return new ReplicationLink(
                place.present(steps.settings().ports()),
                owner.password(),
                secret(LoginRole.REPLICATOR),
                slot);
    }

    private String secret(FurtherResponder responder) throws IOException {
        return secret(responder.role());
    }

    private String secret(LoginRole role) throws IOException {
        return steps.secrets().keptIn(installation.secrets().resolve(role.name()));
    }

    private void writeConfiguration(FurtherResponder responder) throws IOException {
        var port =
                responder.databasePort() == null
                        ? steps.settings().ports().of(PortUse.POSTGRES)
                        : responder.databasePort();
        PrivateFiles.write(
                installation.configuration(responder.program()),
                """
                # Written by `lineage up`; changes are lost at its next run.
                lineage:
                  database: {url: 'jdbc:postgresql://127.0.0.1:%1$d/%2$s', user: %3$s, password-file: etc/secrets/%3$s, copy: %4$s}
                  signer: {socket: run/responder.sock, token: responder}
                  http: {host: 127.0.0.1, port: %5$d}
                  metrics: {host: 127.0.0.1, port: %6$d}
                """
                        .formatted(
                                port,
                                PostgresCluster.DATABASE,
                                responder.role().name(),
                                responder.reads().isCopy(),
                                responder.port(),
                                responder.metricsPort()));
    }

    /**
     * A slot that nobody reads keeps the log for ever, up to the bound of the cluster. Which ones
     * were made here is known by the passwords that were drawn here: operators make others for
     * copies of their own, and name them as they like.
     */
    private void forgetOthers() throws SQLException, IOException {
        var slots = copying().map(FurtherResponder::slot).collect(Collectors.toSet());
        var roles = responders.stream().map(FurtherResponder::role).collect(Collectors.toSet());
        try (var secrets =
                Files.newDirectoryStream(
                        installation.secrets(), FurtherResponder.ROLE_PREFIX + "*")) {
            for (var secret : secrets) {
                var role = LoginRole.responder(secret.getFileName().toString());
                var slot = FurtherResponder.slot(role);
                if (!slots.contains(slot)) {
                    link(slot).cut();
                }
                if (!roles.contains(role)) {
                    role.drop(owner.url(), owner.user(), owner.password());
                    Files.delete(secret);
                }
            }
        }
        var wanted = new HashSet<Path>();
        for (var responder : copying().toList()) {
            wanted.add(place.copy(responder).folder());
        }
        for (var copy : place.copies()) {
            if (!wanted.contains(copy.folder())) {
                FileTree.delete(copy.folder());
            }
        }
    }

    private Stream<FurtherResponder> copying() {
        return responders.stream().filter(responder -> responder.reads().isCopy());
    }
}
