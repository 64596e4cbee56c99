package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is printed to be copied works when it is pasted. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class DocumentationTest {

    @Test
    void theThreeCommandsThatUpPrintsWorkAsTheyAre(Installation lineage) throws IOException {
        issueCheckRevoke(
                new Shell(lineage.folder()), commands(lineage.firstUp()), lineage.folder());
    }

    @Test
    void theyAlsoWorkFromAnotherFolderWithARelativePathAndASpaceInIt(Installation lineage)
            throws IOException {
        var elsewhere = Files.createDirectories(lineage.folder().resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("the launcher"), Installation.launcher());
        var shell = new Shell(elsewhere);
        var again = shell.run("./the launcher", "up", "--data", "../data").succeeded();
        issueCheckRevoke(shell, commands(again.out()), elsewhere);
    }

    @Test
    void theSummaryNamesFilesThatExistAndUrlsThatAnswer(Installation lineage) {
        var summary = lineage.firstUp();
        for (var line : summary.lines().toList()) {
            if (line.startsWith("Officer") || line.startsWith("Root")) {
                assertThat(lineage.folder().resolve(value(line))).exists();
            } else if (line.startsWith("CRL")) {
                assertThat(new Curl(lineage).get(value(line)).status()).as(line).isEqualTo(200);
            }
        }
        assertThat(summary)
                .contains("Console   https://127.0.0.1:")
                .contains("CRL ")
                .contains("OCSP ")
                .contains("officer.p12.password");
    }

    @Test
    void theFirstStepsOfTheReadmeWorkAsTheyAre(Installation lineage) throws IOException {
        var folder = likeACheckout(lineage, "readme");
        var blocks = DocumentationPage.blocks("README.md", "## First steps");
        assertThat(blocks).hasSize(5);
        var shell = new Shell(folder);

        shell.bash(blocks.get(0)).succeeded();
        assertThat(shell.bash(blocks.get(1)).succeeded().all())
                .contains("Response verify OK")
                .contains("www-chain.pem: good");
        assertThat(shell.bash(blocks.get(2)).succeeded().all()).contains("www-chain.pem: OK");
        assertThat(shell.bash(blocks.get(3)).succeeded().all())
                .contains("www-chain.pem: revoked")
                .contains("Reason: keyCompromise");
        assertThat(shell.bash(blocks.get(4)).failed().all())
                .contains("error 23 at 0 depth lookup: certificate revoked");
    }

    @Test
    void whatRelyingPartiesAreToldWorks(Installation lineage) throws IOException {
        var folder = likeACheckout(lineage, "relying");
        Files.copy(lineage.credentials().resolve("root.pem"), folder.resolve("root.pem"));
        var shell = new Shell(folder);
        shell.bash(DocumentationPage.blocks("README.md", "## First steps").getFirst()).succeeded();

        for (var block :
                DocumentationPage.blocks("docs/relying-parties.md", "## Where things are")) {
            assertThat(shell.bash(block).succeeded().out())
                    .containsAnyOf("http://127.0.0.1:", "www-chain.pem: OK");
        }
        var byOcsp =
                DocumentationPage.blocks("docs/relying-parties.md", "## Check by OCSP").stream()
                        .map(block -> shell.bash(block).succeeded().all())
                        .collect(Collectors.joining());
        assertThat(byOcsp)
                .contains("Verifying OCSP Response: Success")
                .containsPattern("(?s)www-chain.pem: good.*www-chain.pem: good");

        assertThat(
                        DocumentationPage.blocks("docs/relying-parties.md", "## HTTP/2 in front")
                                .stream()
                                .map(block -> shell.bash(block).succeeded().all())
                                .collect(Collectors.joining()))
                .contains("www-chain.pem: good");

        var byCrl = DocumentationPage.blocks("docs/relying-parties.md", "## Check by CRL");
        var crl =
                shell.bash(
                                "openssl x509 -in www-chain.pem -noout -ext crlDistributionPoints | grep -o 'http[^ ]*'")
                        .succeeded()
                        .out()
                        .strip();
        var rootCrl =
                shell.bash(
                                "openssl x509 -in www-issuer.pem -noout -ext crlDistributionPoints | grep -o 'http[^ ]*'")
                        .succeeded()
                        .out()
                        .strip();
        shell.bash("curl -sS -f -o issuing.crl " + crl + " && curl -sS -f -o root.crl " + rootCrl)
                .succeeded();
        var placeholder = "http://127.0.0.1:8443/<label>/complete.pem";
        assertThat(byCrl.getFirst()).contains(placeholder);
        assertThat(
                        shell.bash(
                                        "set -e\n"
                                                + byCrl.getFirst()
                                                        .replace(
                                                                placeholder,
                                                                crl.replace(".crl", ".pem")))
                                .succeeded()
                                .out())
                .contains("www-chain.pem: OK")
                .contains("The certificate is trusted");
        assertThat(shell.bash(byCrl.get(1)).succeeded().out()).contains("www-chain.pem: OK");
    }

    @Test
    void whatMachinesAreToldWorks(Installation lineage) throws IOException {
        var folder = likeACheckout(lineage, "machines");
        var shell = new Shell(folder);
        shell.bash(
                        "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout www-key.pem -subj / -addext subjectAltName=DNS:www.example.org -out data/credentials/www-request.pem")
                .succeeded();
        var preparation = DocumentationPage.blocks("docs/machines.md", "# For machines").getFirst();
        var issued =
                "www-serial() { openssl x509 -in www-chain.pem -noout -serial | cut -d= -f2; }";
        var examples =
                String.join("\n", DocumentationPage.blocks("docs/machines.md", "## Examples"))
                        .replace("https://127.0.0.1:8441", lineage.core().toString());
        assertThat(examples).contains("\"5f0c…\"");
        var answer =
                shell.bash(
                                "set -e\n"
                                        + preparation
                                        + "\n"
                                        + issued
                                        + "\n"
                                        + examples.replace("\"5f0c…\"", "\"'$(www-serial)'\""))
                        .succeeded();
        assertThat(answer.out())
                .contains("\"status\":\"good\"")
                .contains("\"reason\":\"superseded\"")
                .contains("\"number\":");
        Files.delete(lineage.credentials().resolve("www-request.pem"));
        Files.delete(lineage.credentials().resolve("www-chain.pem"));
    }

    /**
     * What a line of the summary names: between the name, which is as wide as a column, and the
     * explanation.
     */
    private static String value(String line) {
        var rest = line.substring("Officer   ".length());
        return rest.substring(0, rest.indexOf("  ("));
    }

    private static void issueCheckRevoke(Shell shell, List<String> commands, Path folder)
            throws IOException {
        assertThat(commands).hasSize(3);
        shell.bash(commands.get(0)).succeeded();
        assertThat(Files.readString(folder.resolve("www-chain.pem")))
                .startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(shell.bash(commands.get(1)).succeeded().all())
                .contains("Response verify OK")
                .contains("www-chain.pem: good");
        assertThat(shell.bash(commands.get(2)).succeeded().out())
                .contains("is revoked since")
                .contains("keyCompromise");
        assertThat(shell.bash(commands.get(1)).succeeded().all())
                .contains("www-chain.pem: revoked");
    }

    /** The indented lines after each of the three sentences. */
    private static List<String> commands(String summary) {
        var commands = new ArrayList<String>();
        var lines = summary.substring(summary.indexOf("Make a key and a request")).lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("  ") && !lines.get(i - 1).startsWith("  ")) {
                commands.add(
                        lines.stream()
                                .skip(i)
                                .takeWhile(line -> line.startsWith("  "))
                                .collect(Collectors.joining("\n")));
            }
        }
        return commands;
    }

    @Test
    void whatAuditorsAreToldWorks(Installation lineage) throws IOException {
        var folder = likeACheckout(lineage, "auditors");
        var commands =
                DocumentationPage.blocks("docs/auditors.md", "## The audit log")
                        .getFirst()
                        .replace("https://127.0.0.1:8441", lineage.core().toString());

        assertThat(new Shell(folder).bash("set -e\n" + commands).succeeded().out())
                .contains("It is in order.");
    }

    /** A page that tells officers what to press. */
    private static final List<String> GUIDES =
            List.of(
                    "docs/officers.md",
                    "docs/runbook-roll.md",
                    "docs/runbook-lost-token.md",
                    "docs/runbook-restore.md",
                    "docs/runbook-retire.md",
                    "docs/runbook-lost-officers.md");

    @Test
    void whatOfficersAreToldToPressStandsOnTheScreen() throws IOException {
        var console = DocumentationPage.console();
        for (var guide : GUIDES) {
            assertThat(DocumentationPage.bold(guide))
                    .as(guide)
                    .isNotEmpty()
                    .allSatisfy(words ->
                            assertThat(console).as("**%s** in %s", words, guide).contains(words));
        }
    }

    @Test
    void picturesAndPagesThatGuidesNameAreThere() throws IOException {
        for (var guide : GUIDES) {
            var page = Installation.launcher().resolveSibling(guide);
            assertThat(DocumentationPage.linked(guide))
                    .as(guide)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(page.resolveSibling(file)).exists());
        }
    }

    /**
     * A folder in which {@code ./lineage} and {@code data} are where a reader of the pages has
     * them.
     */
    private static Path likeACheckout(Installation lineage, String name) throws IOException {
        var folder = Files.createDirectories(lineage.folder().resolve(name));
        Files.createSymbolicLink(folder.resolve("data"), lineage.data());
        Files.writeString(
                folder.resolve("lineage"),
                "#!/bin/sh\nexec '%s' --data data \"$@\"\n".formatted(Installation.launcher()));
        Files.setPosixFilePermissions(
                folder.resolve("lineage"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
