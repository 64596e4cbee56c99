package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class CaCommandsTest {

    private static final String TWO_PATHS =
            """
            {"target":"CN=www","at":"2026-11-21T08:00:00Z","valid":1,"cuts":["a bound"],"paths":[
             {"outcome":"valid","over":["own"],"notes":["unchecked"],"certificates":[
              {"subject":"CN=www","key":"01","notAfter":"t1","origin":"given","anchor":false},
              {"subject":"CN=Root","key":"02","notAfter":"t2","origin":"own","anchor":true}]},
             {"outcome":"incomplete","reason":"issuer-not-found","index":0,"sentence":"issuer not found: CN=X",
              "over":[],"notes":[],"certificates":[
              {"subject":"CN=www","key":"01","notAfter":"t1","origin":"given","anchor":false}]}]}\
            """;

    @TempDir private Path folder;
    private Installation installation;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        return terminal.run(List.of(arguments));
    }

    private String root() {
        return installation.rootCertificate().toString();
    }

    @Test
    void pathsAreShownAsTreesWithTheReasonAtTheCulprit() {
        service.answers(200, TWO_PATHS);
        assertThat(run("ca", "path", root())).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        CN=www: 2 paths at 2026-11-21T08:00:00Z, 1 valid

                        ok
                          CN=www  [target, key 01, until t1]
                            CN=Root  [own, trust anchor, key 02, until t2]
                          note: unchecked

                        incomplete
                          CN=www  [target, key 01, until t1]
                          ^ issuer not found: CN=X

                        Not everything: a bound
                        """);
        assertThat(service.requests().getFirst())
                .startsWith("POST /paths application/json {\"certificate\":\"-----BEGIN CERT")
                .endsWith("\"anchors\":null,\"extra\":null,\"at\":null}");
    }

    @Test
    void anchorsExtraAndTimeAreSentAndNoValidPathIsStatusOne() {
        service.answers(200, TWO_PATHS.replace("\"valid\":1", "\"valid\":0"));
        var options =
                new String[] {
                    "ca",
                    "path",
                    "--anchors",
                    root(),
                    "--extra",
                    root(),
                    "--at",
                    "2026-11-01",
                    "--json",
                    root()
                };
        assertThat(run(options)).isEqualTo(1);
        assertThat(terminal.out()).contains("\"reason\" : \"issuer-not-found\"");
        assertThat(service.requests().getFirst())
                .contains("\"anchors\":\"-----BEGIN", "\"extra\":\"-----BEGIN")
                .endsWith("\"at\":\"2026-11-01T00:00:00Z\"}");
    }

    @Test
    void whatIsNoCertificateOrNoTimeIsNotSent() throws Exception {
        assertThat(run("ca", "path", "/no/such/file")).isEqualTo(1);
        assertThat(terminal.err()).contains("no readable file", "Nothing was looked for");
        var words = Files.writeString(folder.resolve("words"), "words").toString();
        assertThat(run("ca", "path", words)).isEqualTo(1);
        assertThat(terminal.err()).contains("holds no certificate");
        assertThat(run("ca", "path", "--at", "May", root())).isEqualTo(2);
        assertThat(run("ca", "path")).isEqualTo(2);
        assertThat(run("ca")).isEqualTo(2);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void acceptableCasAreListedOrGivenAsABundle() {
        service.answers(
                200,
                """
                {"lineage":"r","names":[{"name":"CN=A","der":"30","keys":["01","02"]}],
                 "certificates":[{"subject":"CN=A","key":"01","position":"issuer","state":"Enabled","notAfter":"t"},
                  {"subject":"CN=B","key":"03","position":"root","state":null,"notAfter":"t"}],
                 "ambiguities":[{"name":"CN=A","generations":["01","02"],"meaning":"two keys"}],
                 "notes":["a note"],"pem":"-----BEGIN CERTIFICATE-----\\n"}\
                """);
        assertThat(run("ca", "acceptable", "r s")).isZero();
        assertThat(terminal.out())
                .contains("CN=A\n    DER 30", "Ambiguous: two keys", "Note: a note", "not ours");
        assertThat(run("ca", "acceptable", "--pem", "r")).isZero();
        assertThat(terminal.out()).isEqualTo("-----BEGIN CERTIFICATE-----\n");
        assertThat(service.requests().getFirst()).startsWith("GET /lineages/r%20s/acceptable-cas ");
    }
}
