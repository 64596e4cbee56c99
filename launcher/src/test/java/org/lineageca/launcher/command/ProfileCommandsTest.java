package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class ProfileCommandsTest {

    private static final String PROFILE =
            """
            {"name":"tls-server","version":2,"template":"tls-server","lineage":"tls-servers","validitySeconds":60,
             "rules":[{"field":"validity","text":"1 minute"},{"field":"alternative names","text":"dns; 1 to 100"},
              {"field":"keys","text":"EC on P256"}],
             "versions":[{"version":2,"sha256":"ab","recordedAt":"t","recordedBy":"act 7"}]}\
            """;

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation, "officer");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        var words = new ArrayList<>(List.of("profile"));
        words.addAll(Arrays.asList(arguments));
        return terminal.run(words);
    }

    @Test
    void profilesAreShownInColumns() {
        service.answers(200, "[" + PROFILE + "]");
        assertThat(run("list")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        PROFILE     VERSION  LINEAGE      VALIDITY  NAMES          KEYS
                        tls-server  2        tls-servers  1 minute  dns; 1 to 100  EC on P256
                        """);
    }

    @Test
    void aDocumentIsPrintedAsItIsAndAProfilesRulesInWords() {
        service.answers(200, "profile: tls-server\n");
        assertThat(run("show", "tls-server", "--number", "1")).isZero();
        assertThat(terminal.out()).isEqualTo("profile: tls-server\n");
        assertThat(service.requests().getFirst())
                .startsWith("GET /profiles/tls-server/versions/1 ");
        service.answers(200, PROFILE);
        assertThat(run("show", "tls-server", "--rules")).isZero();
        assertThat(terminal.out())
                .endsWith(
                        """
                        profile tls-server, version 2
                          validity           1 minute
                          alternative names  dns; 1 to 100
                          keys               EC on P256
                        VERSION  SINCE  BY     SHA-256
                        2        t      act 7  ab
                        """);
    }

    @Test
    void aDocumentIsProposedByAnOfficer() throws Exception {
        var file = Files.writeString(folder.resolve("p.yaml"), "profile: x\n");
        service.answers(
                201,
                """
                {"id":7,"kind":"change-profile","state":"Proposed","plan":"act: change-profile\\n","sha256":"ab",
                 "proposedBy":"First Officer","preview":{"differences":[
                  {"field":"validity","before":"90 days","after":"45 days","changed":true}],
                 "consequences":["It is made by version 2."],"warnings":[]}}\
                """);
        assertThat(run("propose", file.toString())).isZero();
        assertThat(terminal.out())
                .startsWith("Profile (* changes)\n")
                .containsPattern("\\*  validity +90 days +45 days")
                .contains("ca approve 7 --sha256 ab");
        assertThat(service.requests())
                .containsExactly(
                        "POST /acts application/json {\"kind\":\"change-profile\",\"document\":\"profile: x\\n\"}");
        assertThat(run("propose", folder.resolve("none").toString())).isOne();
        assertThat(terminal.err()).contains("Nothing was proposed");
    }
}
