package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lineageca.migrations.PostgresBinaries;
import org.lineageca.migrations.PostgresCluster;

/**
 * Where the embedded PostgreSQL of an installation lies.
 *
 * <p>PostgreSQL refuses to run as root. For root it runs as {@code nobody}, who must be able to
 * pass through every folder above its own; where that is not so, the folder lies under {@code
 * /var/lib/lineage} and the installation keeps a link to it.
 */
public record DatabasePlace(Installation installation) {

    private static final Path ELSEWHERE = Path.of("/var/lib/lineage");
    private static final String COPY = "copy-";

    public boolean isInitialised() {
        return Files.exists(installation.postgresql().resolve("cluster/PG_VERSION"));
    }

    /** The cluster, its programs unpacked and its folder reachable; not yet initialised perhaps. */
    public PostgresCluster prepare(Ports ports)
            throws IOException, InterruptedException, RefusedException {
        var folder = installation.postgresql();
        if (isRoot()) {
            if (!Files.isSymbolicLink(folder)) {
                PrivateFiles.passableFolder(folder);
                if (!nobodyReaches(folder)) {
                    moveElsewhere();
                }
            }
        } else {
            PrivateFiles.folder(folder);
        }
        return present(ports, PostgresBinaries.unpackedIn(place().resolve("binaries")));
    }

    /** The cluster as it is, without making anything. */
    public PostgresCluster present(Ports ports) throws IOException {
        return present(ports, new PostgresBinaries(place().resolve("binaries")));
    }

    /** Where a responder's copy lies, or is to; the CA's database must have been prepared. */
    public PostgresCluster copy(FurtherResponder responder) throws IOException {
        var port = responder.databasePort();
        if (port == null) {
            throw new IllegalArgumentException("responder " + responder.name() + " has no copy");
        }
        return copy(place().resolve(COPY + responder.name()), port);
    }

    /** All copies there are, also those of responders that were removed. */
    public List<PostgresCluster> copies() throws IOException {
        var copies = new ArrayList<PostgresCluster>();
        if (Files.exists(installation.postgresql())) {
            try (var folders = Files.newDirectoryStream(place(), COPY + "*")) {
                for (var folder : folders) {
                    // Nobody connects to them by this record.
                    copies.add(copy(folder, 0));
                }
            }
        }
        return copies;
    }

    private PostgresCluster copy(Path folder, int port) throws IOException {
        return new PostgresCluster(new PostgresBinaries(place().resolve("binaries")), folder, port);
    }

    private PostgresCluster present(Ports ports, PostgresBinaries binaries) throws IOException {
        return new PostgresCluster(
                binaries, place().resolve("cluster"), ports.of(PortUse.POSTGRES));
    }

    /**
     * The folder itself: whoever may not pass through the installation's cannot follow its link.
     */
    private Path place() throws IOException {
        return installation.postgresql().toRealPath();
    }

    private void moveElsewhere() throws IOException, RefusedException {
        var folder = installation.postgresql();
        if (isInitialised()) {
            throw new RefusedException(
                    "The database in %s cannot be opened: run by root it works as the user nobody, who may not pass through a folder above it. Nothing was started. Allow that with chmod o+x."
                            .formatted(folder));
        }
        PrivateFiles.passableFolder(ELSEWHERE);
        var target = Files.createTempDirectory(ELSEWHERE, "");
        PrivateFiles.passableFolder(target);
        FileTree.delete(folder);
        Files.createSymbolicLink(folder, target);
    }

    private static boolean nobodyReaches(Path folder) throws IOException, InterruptedException {
        var test =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=nobody",
                                "--regid=nogroup",
                                "--clear-groups",
                                "--",
                                "test",
                                "-x",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return test.waitFor(10, TimeUnit.SECONDS) && test.exitValue() == 0;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whether the folder is a link to a place outside the installation. */
    public boolean isElsewhere() {
        return Files.exists(installation.postgresql(), LinkOption.NOFOLLOW_LINKS)
                && Files.isSymbolicLink(installation.postgresql());
    }
}
