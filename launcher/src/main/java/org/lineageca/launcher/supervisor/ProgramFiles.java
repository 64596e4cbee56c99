package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;

/**
 * The installation's own copy of the programs. A build writes over jars in place, which would break
 * what runs from them; so nothing does.
 */
public final class ProgramFiles {

    private static final String LAUNCHER = "launcher";
    private static final List<String> MODULES =
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

    private static void put(Path jar, Path place) throws IOException {
        if (isOurs(jar)) {
            Files.copy(jar, place);
            return;
        }
        try {
            // Others' jars never change under their name: a link saves the room.
            Files.createLink(place, jar);
        } catch (IOException | UnsupportedOperationException notLinkable) {
            Files.copy(jar, place);
        }
    }

    private static boolean isOurs(Path jar) {
        var name = String.valueOf(jar.getFileName());
        return name.startsWith("migrations-")
                || MODULES.stream().anyMatch(module -> name.startsWith(module + "-"));
    }
}
