package org.lineageca.launcher.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lineageca.octets.Octets;

/**
 * The jars of one module.
 *
 * @param jar its own classes
 * @param libraries the folder of the jars it needs
 */
public record ModuleFiles(Path jar, Path libraries) {

    private static final int FINGERPRINT_DIGITS = 16;

    /** Where the build left them. */
    public static ModuleFiles built(Path home, String module) throws IOException {
        return in(home.resolve(module).resolve("target"), module);
    }

    static ModuleFiles in(Path folder, String module) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var jars = Files.newDirectoryStream(folder, module + "-[0-9]*.jar")) {
                for (var jar : jars) {
                    return new ModuleFiles(jar, folder.resolve("lib"));
                }
            }
        }
        throw new IOException(
                "the program %s is not built: there is no %s-*.jar in %s"
                        .formatted(module, module, folder));
    }

    /** All jars, its own first and the others by name. */
    List<Path> all() throws IOException {
        var all = new ArrayList<Path>();
        if (Files.isDirectory(libraries)) {
            try (var jars = Files.newDirectoryStream(libraries, "*.jar")) {
                jars.forEach(all::add);
            }
        }
        all.sort(Comparator.naturalOrder());
        all.addFirst(jar);
        return all;
    }

    /** Tells builds apart: of the names, sizes and times of all jars. */
    String fingerprint() throws IOException {
        var known = new StringBuilder();
        for (var each : all()) {
            known.append(each.getFileName())
                    .append(' ')
                    .append(Files.size(each))
                    .append(' ')
                    .append(Files.getLastModifiedTime(each).toMillis())
                    .append('\n');
        }
        return Octets.of(known.toString().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .toHex()
                .substring(0, FINGERPRINT_DIGITS);
    }

    /** For {@code java -cp}. */
    public String classPath() {
        return jar + File.pathSeparator + libraries.resolve("*");
    }
}
