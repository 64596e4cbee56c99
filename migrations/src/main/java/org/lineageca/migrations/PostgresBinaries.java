package org.lineageca.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come packaged with Lineage, unpacked in a folder.
 *
 * @param home the folder holding {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    // Whatever the umask is: for root the programs run as another user.
    private static final String UNPACK = "umask 022; exec tar -xJ --no-same-owner -C \"$0\"";

    /** Unpacks the packaged programs into {@code home} unless a complete copy is already there. */
    public static PostgresBinaries unpackedIn(Path home) throws IOException {
        var complete = home.resolve(".unpacked");
        if (!Files.exists(complete)) {
            unpack(home);
            Files.writeString(complete, "");
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(Path home) throws IOException {
        var architecture = System.getProperty("os.arch");
        if (!"amd64".equals(architecture)) {
            throw new IOException(
                    "No PostgreSQL is packaged for the architecture "
                            + architecture
                            + ". Nothing was started. Install PostgreSQL and configure its JDBC URL.");
        }
        createOpenFolder(home);
        if (unpackWithTar(home)) {
            return;
        }
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                unpack(home, tar, entry);
            }
        }
    }

    private static InputStream archive() throws IOException {
        var resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (resource == null) {
            throw new IOException(
                    "The packaged PostgreSQL " + ARCHIVE + " is missing from the class path.");
        }
        return resource;
    }

    /** In a third of the time, where the machine has tar and xz; whether it is done. */
    private static boolean unpackWithTar(Path home) throws IOException {
        try (var archive = archive()) {
            var tar =
                    new ProcessBuilder("sh", "-c", UNPACK, home.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var input = tar.getOutputStream()) {
                archive.transferTo(input);
            } catch (IOException endedEarly) {
                return false;
            }
            return tar.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL was unpacked");
        }
    }

    private static void unpack(Path home, TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home.normalize())) {
            throw new IOException(
                    "The packaged PostgreSQL names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createOpenFolder(target);
            return;
        }
        createOpenFolder(Objects.requireNonNull(target.getParent()));
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    // Whatever the umask is: for root the programs run as another user.
    private static void createOpenFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            if (folder.getParent() != null && !Files.exists(folder.getParent())) {
                createOpenFolder(folder.getParent());
            }
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
