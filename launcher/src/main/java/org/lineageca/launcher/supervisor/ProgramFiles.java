package org.lineageca.launcher.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;

/**
 * The installation's own copy of the programs. A build writes over jars in place, which would break
 * what runs from them; so nothing does.
 */
public final class ProgramFiles {

    private static final String LAUNCHER = "launcher";

    /** Those with a program. */
    static final List<String> MODULES =
            List.of("hsm", "ca-core", "ocsp-responder", "crl-publisher", "admin-ui", LAUNCHER);

    private ProgramFiles() {}

    /** Takes what is built now. */
    static void take(Installation installation) throws IOException {
        var folder = installation.programs();
        FileTree.delete(folder);
        PrivateFiles.folder(folder);
        for (var module : MODULES) {
            var built = ModuleFiles.built(installation.home(), module);
            var target = folder.resolve(module);
            Files.createDirectories(target.resolve("lib"));
            for (var jar : built.all()) {
                var place = jar.equals(built.jar()) ? target : target.resolve("lib");
                put(jar, place.resolve(jar.getFileName()));
            }
            writeClassPath(installation, module);
        }
    }

    /** Whether a build has changed a program since it was taken. */
    public static boolean isOutdated(Installation installation) throws IOException {
        for (var module : MODULES) {
            var taken = of(installation, module).jar();
            var built = ModuleFiles.built(installation.home(), module).jar();
            if (Files.mismatch(taken, built) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** What the installation runs of one module. */
    public static ModuleFiles of(Installation installation, String module) throws IOException {
        return ModuleFiles.in(installation.programs().resolve(module), module);
    }

    /**
     * For {@code java} in the installation's folder: the class path of one module. A file, so that
     * the list of processes stays readable; always in the same order and with the same names, which
     * is what a {@linkplain StartCaches recorded start} fits.
     */
    static String classPathArgument(Installation installation, String module) {
        return "@" + installation.data().relativize(classPathFile(installation, module));
    }

    static void writeClassPath(Installation installation, String module) throws IOException {
        var jars =
                of(installation, module).all().stream()
                        .map(jar -> installation.data().relativize(jar).toString())
                        .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(classPathFile(installation, module), "-cp %s%n".formatted(jars));
    }

    private static Path classPathFile(Installation installation, String module) {
        return installation.programs().resolve(module).resolve("class-path");
    }

    private static void put(Path jar, Path place) throws IOException {
        if (isOurs(jar)) {
            copy(jar, place);
            return;
        }
        try {
            // Others' jars never change under their name: a link saves the room.
            Files.createLink(place, jar);
        } catch (IOException | UnsupportedOperationException notLinkable) {
            copy(jar, place);
        }
    }

    /** With its time, by which the JVM knows it again. */
    private static void copy(Path jar, Path place) throws IOException {
        Files.copy(jar, place);
        Files.setLastModifiedTime(place, Files.getLastModifiedTime(jar));
    }

    private static boolean isOurs(Path jar) {
        var name = String.valueOf(jar.getFileName());
        return name.startsWith("migrations-")
                || MODULES.stream().anyMatch(module -> name.startsWith(module + "-"));
    }
}
