package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;

/**
 * The classes that a JVM had loaded, checked and linked when a program of a module was started
 * once, and which of their methods it ran often: one file beside each module's jar, from which
 * later starts take them in half the time (ahead-of-time cache, JEP 483, 514 and 515).
 *
 * <p>Nothing depends on them. A JVM ignores one that is not there, or was made by another JVM. It
 * does <em>not</em> look whether the jars are those it was made from (seen in JDK 25.0.3), and
 * would run classes of a build before: so a file's name tells the jars, and no other is given to
 * it.
 */
public final class StartCaches {

    private static final String RECORDED = "recorded-starts";
    private static final String SUFFIX = ".aot";

    /** A cache that does not fit is no news. */
    private static final List<String> SILENT = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    /**
     * What ran often is counted by code of this level; that of the next is not kept. A program's
     * own options come behind it.
     */
    private static final String COUNTING_COMPILER = "-XX:TieredStopAtLevel=3";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** A program that records writes its file when it ends. */
    private static final Duration RECORDING_STOP_LIMIT = Duration.ofMinutes(2);

    private StartCaches() {}

    /** Has the programs of an installation, which was not started yet, record their starts. */
    static void record(Installation installation) throws IOException {
        PrivateFiles.folder(recorded(installation));
    }

    /** Puts what was recorded in its place; the installation has been stopped. */
    public static void keep(Installation installation) throws IOException {
        for (var module : ProgramFiles.MODULES) {
            var file = recorded(installation).resolve(module + SUFFIX);
            if (!Files.exists(file)) {
                throw new IOException("the start of %s was not recorded".formatted(module));
            }
            var place = place(installation, module);
            forget(Objects.requireNonNull(place.getParent()), module);
            var making = place.resolveSibling(place.getFileName() + ".making");
            Files.copy(file, making, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(
                    making,
                    place,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Those of builds before. A program that runs from one keeps it. */
    private static void forget(Path folder, String module) throws IOException {
        try (var old = Files.newDirectoryStream(folder, module + "-*" + SUFFIX)) {
            for (var each : old) {
                Files.delete(each);
            }
        }
    }

    /** For {@code java}: of a program that is supervised. */
    static List<String> options(Installation installation, String module) throws IOException {
        return Files.isDirectory(recorded(installation))
                ? recording(installation, module)
                : using(installation, module);
    }

    /** For {@code java}: of a program that does its work and ends. */
    static List<String> using(Installation installation, String module) throws IOException {
        var cache = place(installation, module);
        return Files.isReadable(cache) ? silently("-XX:AOTCache=" + cache) : List.of();
    }

    /** How long a program may take to stop. */
    static Duration stopLimit(Installation installation) {
        return Files.isDirectory(recorded(installation)) ? RECORDING_STOP_LIMIT : STOP_LIMIT;
    }

    /** Of several programs of one module the first records. */
    private static List<String> recording(Installation installation, String module)
            throws IOException {
        var file = recorded(installation).resolve(module + SUFFIX);
        try {
            Files.createFile(file.resolveSibling(module + ".begun"));
            return silently("-XX:AOTCacheOutput=" + file, COUNTING_COMPILER);
        } catch (FileAlreadyExistsException another) {
            return List.of();
        }
    }

    private static List<String> silently(String... options) {
        return Stream.concat(Stream.of(options), SILENT.stream()).toList();
    }

    private static Path recorded(Installation installation) {
        return installation.data().resolve(RECORDED);
    }

    /** Of the jars that the installation runs. */
    private static Path place(Installation installation, String module) throws IOException {
        return installation
                .home()
                .resolve(module)
                .resolve("target")
                .resolve(
                        module
                                + "-"
                                + ProgramFiles.of(installation, module).fingerprint()
                                + SUFFIX);
    }
}
