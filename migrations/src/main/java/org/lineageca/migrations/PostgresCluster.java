package org.lineageca.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One PostgreSQL database cluster under a folder, run by the packaged programs.
 *
 * <p>Durable and closed by default: fsync and synchronous commit on, loopback only, no Unix socket,
 * SCRAM passwords. PostgreSQL refuses to run as root; for root it is run as {@code nobody}, who
 * then owns the folder.
 *
 * @param binaries the programs
 * @param folder where the cluster's data lies
 * @param port the TCP port on 127.0.0.1
 */
public record PostgresCluster(PostgresBinaries binaries, Path folder, int port) {

    /** The superuser: owns the schema, used by migrations only. */
    public static final String OWNER = "lineage_owner";

    public static final String DATABASE = "lineage";

    /**
     * Of every cluster. Replication by password is let in on loopback by the pg_hba.conf that
     * initdb writes. A copy that stays away keeps no more than 4 GB of the log from being recycled.
     */
    static final String SETTINGS =
            """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = on
            synchronous_commit = on
            max_connections = 100
            shared_buffers = '128MB'
            wal_level = logical
            max_wal_senders = 16
            max_replication_slots = 16
            max_slot_wal_keep_size = '4GB'
            wal_retrieve_retry_interval = '1s'
            log_timezone = 'UTC'
            timezone = 'UTC'
            """;

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");

    public boolean isInitialised() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    /**
     * Creates the cluster with {@code lineage_owner} as superuser.
     *
     * <p>Made beside its place and moved there when complete, so that a crash leaves either nothing
     * or a whole cluster.
     */
    public void initialise(String ownerPassword) throws IOException, InterruptedException {
        var making = folder.resolveSibling(folder.getFileName() + ".making");
        deleteTree(making);
        Files.createDirectories(
                making,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var passwordFile = Files.createTempFile("lineage", ".pw");
        try {
            Files.writeString(passwordFile, ownerPassword);
            giveToNobody(making);
            giveToNobody(passwordFile);
            run(
                    "initdb",
                    List.of(
                            "-D",
                            making.toString(),
                            "-U",
                            OWNER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile",
                            passwordFile.toString(),
                            "-E",
                            "UTF8",
                            "--locale=C.UTF-8"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        configure(making, SETTINGS);
        Files.move(making, folder);
    }

    /**
     * Starts the server as a child process whose output goes to {@code log}; it answers a moment
     * later.
     */
    public Process start(Path log) throws IOException {
        return new ProcessBuilder(
                        command(
                                "postgres",
                                List.of("-D", folder.toString(), "-p", Integer.toString(port))))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Ends a server left over on this folder by a supervisor that died.
     *
     * @return whether there was one
     */
    public boolean stopOrphan() throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        var lines = Files.readAllLines(pidFile);
        var orphan =
                lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,9}")
                        ? null
                        : ProcessHandle.of(Long.parseLong(lines.getFirst())).orElse(null);
        if (orphan == null || !runsOnThisFolder(orphan)) {
            if (ProcessHandle.allProcesses().noneMatch(this::runsOnThisFolder)) {
                // After a loss of power its number may be that of any program or thread of ours,
                // which the next server would take for a rival.
                Files.delete(pidFile);
            }
            return false;
        }
        stop(orphan);
        return true;
    }

    /**
     * Asks for a fast shutdown (SIGINT) and waits for it; a server that does not end in 30 s is
     * killed.
     */
    public static void stop(ProcessHandle server) throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            server.destroyForcibly();
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Waits until the owner can log in. */
    public void awaitReady(String ownerPassword, Duration limit)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try (var connection =
                    DriverManager.getConnection(jdbcUrl("postgres"), OWNER, ownerPassword)) {
                connection.isValid(5);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "PostgreSQL on port "
                                    + port
                                    + " did not become ready within "
                                    + limit
                                    + ": "
                                    + e.getMessage(),
                            e);
                }
                Thread.sleep(50);
            }
        }
    }

    private boolean runsOnThisFolder(ProcessHandle process) {
        try {
            // The postmaster's working folder is its data folder; a recycled process id has
            // another.
            var workingFolder = Path.of("/proc/" + process.pid() + "/cwd");
            return Files.isSameFile(workingFolder, folder);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Writes the settings that come before those of postgresql.conf. */
    static void configure(Path folder, String settings) throws IOException {
        var file = folder.resolve("postgresql.auto.conf");
        Files.writeString(file, settings);
        giveToNobody(file);
    }

    private void run(String program, List<String> arguments)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command(program, arguments)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    program + " failed with status " + process.exitValue() + ": " + output.strip());
        }
    }

    private List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(AS_NOBODY);
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static void giveToNobody(Path path) throws IOException {
        if (isRoot()) {
            var nobody =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.setOwner(path, nobody);
        }
    }

    /** Deletes it, links as links; nothing happens if it is not there. */
    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (var path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
