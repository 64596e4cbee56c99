package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Root is not needed. When the tests run as an ordinary user all others show that; when they run as
 * root, this one does.
 */
@Order(Turn.ALONE)
class OrdinaryUserTest {

    @Test
    void anOrdinaryUserNeedsNobodysHelp() throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "only root can become another user; the other tests run as an ordinary one");
        var home = Files.createTempDirectory("lineage-nobody");
        try (var lineage = Installation.planned("rwxr-xr-x", asNobody("env", "HOME=" + home))) {
            var libraries = Installation.launcher().resolveSibling("launcher/target/lib");
            assumeTrue(
                    isReadable(lineage, libraries), libraries + " cannot be read by another user");
            var nobody =
                    lineage.folder()
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.setOwner(lineage.folder(), nobody);
            Files.setOwner(home, nobody);

            lineage.up().succeeded();
            for (var process : lineage.processes().values()) {
                assertThat(ProcessHandle.of(process).orElseThrow().info().user())
                        .contains("nobody");
            }
            assertThat(Files.getOwner(lineage.data())).isEqualTo(nobody);
            assertThat(Files.isSymbolicLink(lineage.data().resolve("postgresql"))).isFalse();

            var host = lineage.issueServer("ordinary.example");
            assertThat(lineage.ocspStatus(host)).contains("Response verify OK", ": good");
            lineage.lineage(
                            "revoke",
                            "--reason",
                            "superseded",
                            lineage.folder().resolve(host + "-chain.pem").toString())
                    .succeeded();
            lineage.lineage("doctor").succeeded();
            lineage.lineage("down").succeeded();
            assertThat(Processes.of(lineage.data())).isEmpty();

            // Another user's folder is left alone.
            var root =
                    new Shell(lineage.folder())
                            .run(
                                    Installation.launcher().toString(),
                                    "--data",
                                    lineage.data().toString(),
                                    "up")
                            .failed();
            assertThat(root.err()).contains("belongs to nobody");
        } finally {
            Files.delete(home);
        }
    }

    private static boolean isReadable(Installation lineage, Path folder) {
        return lineage.shell()
                        .run(
                                asNobody(
                                        "test",
                                        "-r",
                                        folder.toString(),
                                        "-a",
                                        "-x",
                                        folder.toString()))
                        .status()
                == 0;
    }

    private static String[] asNobody(String... command) {
        return Stream.concat(
                        Stream.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"),
                        Stream.of(command))
                .toArray(String[]::new);
    }
}
