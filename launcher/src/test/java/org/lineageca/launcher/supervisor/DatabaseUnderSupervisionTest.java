package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.DataFolder;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.migrations.PostgresCluster;

final class DatabaseUnderSupervisionTest {

    @TempDir private Path folder;
    private Installation installation;
    private Ports ports;
    private PostgresCluster cluster;
    private Path passwordFile;
    private Children children;
    private Child database;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        installation = new Installation(folder, folder.resolve("data"));
        DataFolder.prepare(installation);
        PrivateFiles.folder(installation.logs());
        ports = FreePorts.find();
        passwordFile = installation.secrets().resolve("owner");
        PrivateFiles.folder(installation.data().resolve("etc"));
        var password = new Secrets(new SecureRandom()).keptIn(passwordFile);
        cluster = new DatabasePlace(installation).prepare(ports);
        cluster.initialise(password);
        children = new Children(installation, InstantSource.system());
        database =
                children.start(
                                List.of(
                                        new Programs(installation, ports)
                                                .database(cluster, passwordFile)))
                        .getFirst();
        awaitHealthy();
    }

    @AfterEach
    void stop() {
        children.stopAll();
    }

    private void awaitHealthy() {
        await().until(() -> database.status().state() == ProgramState.HEALTHY);
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                cluster.jdbcUrl("postgres"), PostgresCluster.OWNER, Files.readString(passwordFile));
    }

    private void write(String statement) throws Exception {
        try (var connection = connect();
                var executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }

    private int count() throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM fact")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void whatWasCommittedSurvivesAKilledServer() throws Exception {
        write("CREATE TABLE fact AS SELECT 1");
        database.status().process().orElseThrow().destroyForcibly();

        await().until(() -> database.status().restarts() > 0);
        awaitHealthy();

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aServerThatOutlivedItsSupervisorIsEnded() throws Exception {
        var server = database.status().process().orElseThrow();

        assertThat(Orphans.end(installation, ports)).isEqualTo(1);

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void itStopsInOrderEvenWithClientsConnected() throws Exception {
        try (var connection = connect()) {
            assertThat(connection.isValid(60)).isTrue();
            children.stopAll();
            assertThat(database.status().state()).isEqualTo(ProgramState.STOPPED);
            assertThat(installation.logs().resolve("postgres.log"))
                    .content()
                    .contains("database system is shut down");
        } catch (SQLException closedByTheServer) {
            assertThat(closedByTheServer.getSQLState()).isNotNull();
        }
    }
}
