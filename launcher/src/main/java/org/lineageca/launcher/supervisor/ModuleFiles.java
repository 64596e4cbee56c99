package org.lineageca.launcher.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build made of one module.
 *
 * @param jar its own classes
 * @param libraries the folder of the jars it needs
 */
public record ModuleFiles(Path jar, Path libraries) {

    public static ModuleFiles of(Path home, String module) throws IOException {
        var target = home.resolve(module).resolve("target");
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, module + "-[0-9]*.jar")) {
                for (var jar : jars) {
                    return new ModuleFiles(jar, target.resolve("lib"));
                }
            }
        }
        throw new IOException(
                "the program %s is not built: there is no %s-*.jar in %s"
                        .formatted(module, module, target));
    }

    String classPath() {
        return jar + File.pathSeparator + libraries.resolve("*");
    }
}
