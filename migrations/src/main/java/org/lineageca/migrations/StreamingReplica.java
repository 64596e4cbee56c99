package org.lineageca.migrations;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * A copy of the whole database cluster that replays the CA's write-ahead log.
 *
 * <p>Made by the low-level backup interface ("Making a Base Backup Using the Low Level API" in the
 * PostgreSQL manual) and a replication slot that keeps the log from the moment of the backup on.
 *
 * @param copy where it lies; its port may change between starts
 */
public record StreamingReplica(ReplicationLink link, PostgresCluster copy) {

    /** Emptied or made anew by a server that starts; the folders themselves must be there. */
    private static final Set<String> LEFT_EMPTY =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "postmaster.pid",
                    "postmaster.opts",
                    "backup_label",
                    "tablespace_map",
                    "standby.signal",
                    "recovery.signal",
                    "current_logfiles",
                    "pg_internal.init",
                    "pgsql_tmp");

    /** Makes it from the running primary, in place of what may be there. */
    public void make() throws IOException, SQLException {
        var making = copy.folder().resolveSibling(copy.folder().getFileName() + ".making");
        PostgresCluster.deleteTree(making);
        PostgresCluster.deleteTree(copy.folder());
        link.cut();
        // Not the database that is copied: CREATE DATABASE would wait for this session.
        try (var connection = link.connect("postgres")) {
            query(connection, "SELECT pg_create_physical_replication_slot(?, true)", link.slot());
            query(connection, "SELECT pg_backup_start(?, true)", link.slot());
            copyTree(link.primary().folder(), making);
            Files.writeString(making.resolve("backup_label"), stop(connection));
        }
        Files.writeString(making.resolve("standby.signal"), "");
        PostgresCluster.giveToNobody(making.resolve("backup_label"));
        PostgresCluster.giveToNobody(making.resolve("standby.signal"));
        configure(making);
        Files.move(making, copy.folder());
    }

    /** Tells it anew where the primary is and how to log in there; before it starts. */
    public void configure() throws IOException {
        configure(copy.folder());
    }

    private void configure(Path folder) throws IOException {
        // Short questions come every moment, and none is worth that a revocation waits for it.
        PostgresCluster.configure(
                folder,
                PostgresCluster.SETTINGS
                        + """
                        hot_standby = on
                        max_standby_streaming_delay = '500ms'
                        primary_conninfo = '%s'
                        primary_slot_name = '%s'
                        """
                                .formatted(link.connectionString("replication"), link.slot()));
    }

    private static void query(Connection connection, String sql, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private static String stop(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                // There is no archive to wait for: the slot keeps the log.
                var stopped =
                        statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            stopped.next();
            return stopped.getString(1);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new Copying(from, to));
        // Last, as the manual's own tool does: it is what the rest is read by.
        var control = Path.of("global", "pg_control");
        copyFile(from.resolve(control), to.resolve(control));
        var walStatus = to.resolve("pg_wal/archive_status");
        Files.createDirectory(walStatus);
        PostgresCluster.giveToNobody(walStatus);
    }

    private static void copyFile(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException droppedMeanwhile) {
            // A table or index that is gone: the log says so too.
            return;
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        PostgresCluster.giveToNobody(to);
    }

    /** Copies a data folder, whose files change and vanish meanwhile. */
    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            var name = String.valueOf(folder.getFileName());
            if (name.startsWith("pgsql_tmp")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            var made = to.resolve(from.relativize(folder).toString());
            Files.createDirectory(made);
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            PostgresCluster.giveToNobody(made);
            var isAtTop = from.equals(folder.getParent());
            return isAtTop && LEFT_EMPTY.contains(name)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            var name = String.valueOf(file.getFileName());
            if (!LEFT_OUT.contains(name)
                    && !name.startsWith("pgsql_tmp")
                    && !name.equals("pg_control")) {
                copyFile(file, to.resolve(from.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
